import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const embed = fileURLToPath(new URL('..', import.meta.url));
const shop = await mkdtemp(join(tmpdir(), 'vitrine-shop-'));
after(() => rm(shop, { recursive: true }));
const described = JSON.parse(await readFile(join(embed, 'package.json'), 'utf8'));

test('the package is of the release that the workspace is', async () => {
  const [, version] = /^version = "(.*)"$/m.exec(await readFile(join(embed, '../Cargo.toml'), 'utf8'));
  assert.equal(described.version, version);
});

test('a merchant’s strict TypeScript finds the types in the package, and nothing of this house is needed for them', async () => {
  const installed = join(shop, 'node_modules', described.name);
  await mkdir(installed, { recursive: true });
  for (const file of ['package.json', ...described.files]) await cp(join(embed, file), join(installed, file));
  await cp(join(embed, 'test/merchant.ts'), join(shop, 'shop.ts'));
  const compilerOptions = { strict: true, noEmit: true, target: 'es2020', lib: ['es2020', 'dom'], module: 'esnext', moduleResolution: 'bundler', types: [described.name] };
  await writeFile(join(shop, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }));
  const tsc = () => promisify(execFile)(join(embed, '../node_modules/.bin/tsc'), ['--project', shop]);
  await tsc();
  // It would not compile whatever is written.
  await writeFile(join(shop, 'mistake.ts'), `new window.BambuserOneToOneEmbed({ orgId: 7 });`);
  await assert.rejects(tsc, ({ stdout }) => /mistake\.ts/.test(stdout));
});
