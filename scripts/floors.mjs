#!/usr/bin/env node
// Checks what no compiler does: that each floor uses only those below it, that SQL stands in the store, that the
// shopper's views hold phrases and not literals. The rules are in scripts/floors/rules.mjs.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { checkDependencies, checkLength, checkRust, checkScript, floors } from './floors/rules.mjs';
import { environment, root } from './lib/run.mjs';

const written = new Set(['.rs', '.ts', '.mjs', '.js', '.css']);

function* filesIn(folder) {
  if (!existsSync(join(root, folder))) return;
  for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
    const path = relative(root, join(entry.parentPath ?? entry.path, entry.name));
    if (entry.isFile() && written.has(extname(path)) && !path.includes('node_modules')) yield path;
  }
}

const metadata = JSON.parse(
  execFileSync('cargo', ['metadata', '--no-deps', '--format-version=1'], {
    cwd: root,
    env: environment,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  }),
);
const faults = metadata.packages.flatMap(({ name, dependencies }) =>
  checkDependencies(
    name,
    dependencies.map((dependency) => dependency.name),
  ),
);

let count = 0;
for (const folder of [...Object.keys(floors), 'embed', 'demo', 'style', 'end2end', 'scripts']) {
  for (const path of filesIn(folder)) {
    const source = readFileSync(join(root, path), 'utf8');
    count += 1;
    faults.push(...checkLength(path, source));
    if (path.endsWith('.rs')) faults.push(...checkRust(path, source));
    else if (folder === 'embed' || folder === 'demo') faults.push(...checkScript(path, source));
  }
}

for (const fault of faults) console.error(fault);
console.log(`floors: ${count} files, ${faults.length || 'no'} fault${faults.length === 1 ? '' : 's'}`);
process.exitCode = faults.length ? 1 : 0;
