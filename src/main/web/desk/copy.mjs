// Copies the diagram viewer to where Tasklist finds it. Asks npm only when the packages are not there yet.
//
//   node copy.mjs <target directory>
//
// The viewer is shipped as one ready file that looks for a module loader; as an ES module it needs none and leaves no
// global behind.
import {spawnSync} from 'node:child_process';
import {copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const to = process.argv[2];
const {dependencies, devDependencies} = json(join(here, 'package.json'));

function json(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function isThere([name, version]) {
  const found = join(here, 'node_modules', name, 'package.json');
  return existsSync(found) && json(found).version === version;
}

if (!Object.entries({...dependencies, ...devDependencies}).every(isThere)) {
  const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'],
    {cwd: here, stdio: 'inherit', shell: process.platform === 'win32'});
  if (npm.status !== 0) {
    console.error('npm ci failed in src/main/web/desk; is the npm registry reachable?');
    process.exit(1);
  }
}
const viewer = join(here, 'node_modules', 'bpmn-js');
mkdirSync(to, {recursive: true});
writeFileSync(join(to, 'bpmn-navigated-viewer.js'),
  'const exports = {};\nconst module = {exports};\n'
  + readFileSync(join(viewer, 'dist', 'bpmn-navigated-viewer.production.min.js'), 'utf8')
  + '\nexport default module.exports;\n');
copyFileSync(join(viewer, 'dist', 'assets', 'diagram-js.css'), join(to, 'diagram-js.css'));
copyFileSync(join(viewer, 'LICENSE'), join(to, 'bpmn-js-LICENSE.txt'));
