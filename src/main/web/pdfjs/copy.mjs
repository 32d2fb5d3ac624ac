// Copies PDF.js to the folder given: the library, its worker, and what Chinese documents without their own fonts need.
// Asks npm only when the package is not there yet.
import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const to = process.argv[2];
const name = 'pdfjs-dist';
const home = join(here, 'node_modules', name);
const wanted = json(join(here, 'package.json')).dependencies[name];

function json(file) {
    return JSON.parse(readFileSync(file, 'utf8'));
}

function fetchPackage() {
    if (existsSync(join(home, 'package.json')) && json(join(home, 'package.json')).version === wanted) {
        return;
    }
    const npm = spawnSync(
        'npm', ['ci', '--ignore-scripts', '--omit=optional', '--no-audit', '--no-fund', '--prefer-offline'],
        { cwd: here, stdio: 'inherit', shell: process.platform === 'win32' });
    if (npm.status !== 0) {
        console.error('npm ci failed in src/main/web/pdfjs; is the npm registry reachable?');
        process.exit(1);
    }
}

fetchPackage();
mkdirSync(to, { recursive: true });
// The legacy build runs in the browsers that offices have. Not every server knows that .mjs is a script.
copyFileSync(join(home, 'legacy/build/pdf.min.mjs'), join(to, 'pdf.js'));
copyFileSync(join(home, 'legacy/build/pdf.worker.min.mjs'), join(to, 'pdf.worker.js'));
copyFileSync(join(home, 'LICENSE'), join(to, 'LICENSE'));
for (const folder of ['cmaps', 'standard_fonts', 'wasm']) {
    cpSync(join(home, folder), join(to, folder), { recursive: true });
}
