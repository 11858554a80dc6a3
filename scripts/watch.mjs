#!/usr/bin/env node
// The dev loop: server, console, widget, start screen and page script, each rebuilt on a change, every open page reloaded.
//
// cargo-leptos watches the Rust and the styles, once for each bundle; the first also runs the server. The page script,
// the demo shop and public/ are watched here, and what reads codes is built once. All of it lies in target/dev/site, which
// has the shape of target/site (see scripts/assets.mjs), so the server needs to know only VITRINE_SITE_DIR.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { appendFile, cp, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { buildScanner } from './assets/scanner.mjs';
import { environment, root, run } from './lib/run.mjs';
import { pageReload, scriptReload } from './watch/reload.mjs';

// The first are those of Cargo.toml.
const reloadPorts = { console: 3001, widget: 3002, start: 3004 };
const pagePort = 3003;
const site = join(root, 'target/dev/site');

/** Writes an asset under a name without its hash; returns its address. */
async function place(name, extension, bytes) {
  await writeFile(join(site, 'assets', `${name}.${extension}`), bytes);
  return `/assets/${name}.${extension}`;
}

/** Lays out the site; what cargo-leptos writes is linked to, because it empties its folders at each start. */
async function layOut() {
  await rm(site, { recursive: true, force: true });
  await mkdir(join(site, 'assets'), { recursive: true });
  const manifest = {
    'reload.js': '/assets/reload.js',
    'reload.connect': [...Object.values(reloadPorts).map((port) => `ws://localhost:${port}`)].join(' '),
  };
  for (const name of Object.keys(reloadPorts)) {
    await symlink(join('../../..', `dev/${name}/assets/${name}`), join(site, 'assets', name));
    for (const extension of ['js', 'wasm', 'css']) {
      manifest[`${name}.${extension}`] = `/assets/${name}/${name}.${extension}`;
    }
  }
  manifest['scanner.js'] = await buildScanner(place, { debug: true });
  await writeFile(join(site, 'assets/reload.js'), pageReload(Object.values(reloadPorts)));
  await writeFile(join(site, 'assets.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  await symlink('../../../demo', join(site, 'demo'));
  await buildPageScript();
}

async function buildPageScript() {
  await run('node', ['embed/build.mjs', site]);
  await appendFile(join(site, 'embed.js'), scriptReload(pagePort));
  await cp(join(root, 'public'), site, { recursive: true }).catch((error) => {
    if (error.code !== 'ENOENT') throw error;
  });
}

/** Tells the pages that carry the page script of the dev loop to reload. */
function startPageReload() {
  const pages = new Set();
  const server = createServer((request, response) => {
    response.writeHead(200, {
      'access-control-allow-origin': '*',
      'cache-control': 'no-store',
      'content-type': 'text/event-stream',
    });
    response.flushHeaders();
    pages.add(response);
    request.once('close', () => pages.delete(response));
  });
  server.listen(pagePort, '127.0.0.1');
  return {
    reload: () => pages.forEach((page) => page.write('data: reload\n\n')),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Calls `changed` a moment after the last of a burst of changes below `folders`, one call at a time. */
function watchFolders(folders, changed) {
  let timer;
  let busy = Promise.resolve();
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      busy = busy.then(changed).catch((error) => console.error(`watch: ${error.message}`));
    }, 100);
  };
  return folders.map((folder) => watch(join(root, folder), { recursive: true }, later));
}

function cargoLeptos(project, ...rest) {
  return spawn('cargo', ['leptos', 'watch', '--project', project, ...rest], {
    cwd: root,
    env: { ...environment, VITRINE_SITE_DIR: site },
    stdio: ['ignore', 'inherit', 'inherit'],
    // A process group of its own, so that what it has started can be ended with it: compilers else go on alone for minutes.
    detached: true,
  });
}

await mkdir(join(root, 'public'), { recursive: true });
await layOut();
const pages = startPageReload();
const watchers = watchFolders(['embed/src', 'demo', 'public'], async () => {
  await buildPageScript();
  pages.reload();
});
const children = [cargoLeptos('start', '--frontend-only'), cargoLeptos('widget', '--frontend-only'), cargoLeptos('console', '--', 'serve', '--demo')];

let stopping = false;
/** Ends them with all they started. cargo-leptos gives the server its ten seconds to drain. */
async function stop(code) {
  if (stopping) return;
  stopping = true;
  for (const watcher of watchers) watcher.close();
  pages.close();
  await Promise.all(
    children.map(async (child) => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      process.kill(-child.pid, 'SIGINT');
      await ended;
    }),
  );
  process.exitCode = code;
}

for (const child of children) {
  child.once('error', (error) => {
    console.error(`watch: ${error.message}; has "scripts/setup watch" run?`);
    void stop(1);
  });
  child.once('exit', (code) => void stop(code ?? 1));
}
process.on('SIGINT', () => void stop(0));
process.on('SIGTERM', () => void stop(0));
