// Copies the typeface for issued documents to the folder given. Asks npm only when the package is not there yet.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const here = import.meta.dirname ?? new URL('.', import.meta.url).pathname;
const to = process.argv[2];
const name = '@expo-google-fonts/noto-serif-sc';
const home = join(here, 'node_modules', name);
const wanted = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8')).dependencies[name];
const present = () => existsSync(join(home, 'package.json'))
    && JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')).version === wanted;

if (!present()) {
    const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'],
        { cwd: here, stdio: 'inherit', shell: process.platform === 'win32' });
    if (npm.status !== 0) {
        console.error('npm ci failed in src/main/web/fonts; is the npm registry reachable?');
        process.exit(1);
    }
}
mkdirSync(to, { recursive: true });
for (const [from, target] of [
    ['400Regular/NotoSerifSC_400Regular.ttf', 'NotoSerifSC-Regular.ttf'],
    ['700Bold/NotoSerifSC_700Bold.ttf', 'NotoSerifSC-Bold.ttf'],
    ['LICENSE_FONT', 'NotoSerifSC-OFL.txt'],
]) {
    if (!existsSync(join(to, target))) {
        cpSync(join(home, from), join(to, target));
    }
}
