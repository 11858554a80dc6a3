//! Backup and restore.

use std::fs;

use backend::{backup, store::Store};

use crate::{
    on_every_store,
    samples::{count, fill},
    support::TestStore,
};

on_every_store! {
    a_store_is_backed_up_while_in_use_and_restored_elsewhere;
}

async fn a_store_is_backed_up_while_in_use_and_restored_elsewhere(test: TestStore) {
    fill(&test.store).await;
    let file = test.folder.join("backup.db");
    if test.is_postgres() {
        let message = backup::backup(&test.url, &file).await.expect_err("refused").to_string();
        assert!(message.contains("pg_dump"), "{message}");
        let message = backup::restore(&file, &test.url).await.map(drop).expect_err("refused").to_string();
        assert!(message.contains("pg_restore"), "{message}");
        return;
    }
    backup::backup(&test.url, &file).await.expect("backed up");
    let restored = format!("sqlite://{}", test.folder.join("elsewhere/vitrine.db").display());
    backup::restore(&file, &restored).await.expect("restored");
    let store = Store::open(&restored).await.expect("the restored store opens");
    store.migrate().await.expect("nothing to do");
    assert_eq!(count(&store, "SELECT count(*) AS n FROM queue").await, 2);
    #[cfg(unix)]
    for path in [file.clone(), test.folder.join("elsewhere/vitrine.db")] {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(path).expect("a file").permissions().mode() & 0o777, 0o600);
    }
}

#[tokio::test]
async fn a_backup_never_writes_over_a_file_and_a_restore_never_over_a_store() {
    let test = TestStore::sqlite().await;
    fill(&test.store).await;
    let file = test.folder.join("backup.db");
    fs::write(&file, "a letter").expect("a file");
    let message = backup::backup(&test.url, &file).await.expect_err("refused").to_string();
    assert!(message.contains("exists already"), "{message}");
    assert_eq!(fs::read_to_string(&file).ok().as_deref(), Some("a letter"));

    fs::remove_file(&file).expect("no file");
    backup::backup(&test.url, &file).await.expect("backed up");
    let message = backup::restore(&file, &test.url).await.expect_err("refused").to_string();
    assert!(message.contains("exists already"), "{message}");
    assert_eq!(count(&test.store, "SELECT count(*) AS n FROM queue").await, 2);
}

#[tokio::test]
async fn a_damaged_or_foreign_file_is_not_restored() {
    let test = TestStore::sqlite().await;
    fill(&test.store).await;
    let file = test.folder.join("backup.db");
    backup::backup(&test.url, &file).await.expect("backed up");
    let whole = fs::read(&file).expect("a backup");
    let to = test.folder.join("new.db");
    let target = format!("sqlite://{}", to.display());
    let mut scratched = whole.clone();
    for byte in scratched.iter_mut().skip(4_096).take(40_000) {
        *byte = 0x5a;
    }
    for damaged in [b"a letter".to_vec(), whole[..whole.len() / 2].to_vec(), scratched, vec![]] {
        fs::write(&file, damaged).expect("a file");
        let message = backup::restore(&file, &target).await.expect_err("refused").to_string();
        assert!(message.contains("no intact store"), "{message}");
        assert!(!to.exists());
    }
    let message = backup::restore(&test.folder.join("absent.db"), &target).await.expect_err("refused").to_string();
    assert!(message.contains("there is no backup"), "{message}");
}
