// Copies the typeface for issued documents to the folder given. Asks npm only when the package is not there yet.
//
// The typeface draws a few hundred radicals (⻚ U+2EDA) with the glyph of the ordinary character (页 U+9875), and a PDF
// then names the glyph by the lower of the two: nobody who searches an issued document for 页 would find it. So the
// copies give up the radicals' code points. The licence (OFL 1.1, no reserved font name) allows it; it travels along.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const to = process.argv[2];
const name = '@expo-google-fonts/noto-serif-sc';
const home = join(here, 'node_modules', name);
const wanted = json(join(here, 'package.json')).dependencies[name];

function json(file) {
    return JSON.parse(readFileSync(file, 'utf8'));
}

function fetchPackage() {
    if (existsSync(join(home, 'package.json')) && json(join(home, 'package.json')).version === wanted) {
        return;
    }
    const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'],
        { cwd: here, stdio: 'inherit', shell: process.platform === 'win32' });
    if (npm.status !== 0) {
        console.error('npm ci failed in src/main/web/fonts; is the npm registry reachable?');
        process.exit(1);
    }
}

/** The font without the characters from first to last: their groups are taken out of every format 12 cmap subtable. */
function withoutCharacters(font, first, last) {
    let touched = 0;
    for (let i = 0; i < font.readUInt16BE(4); i++) {
        const record = 12 + i * 16;
        if (font.toString('latin1', record, record + 4) !== 'cmap') {
            continue;
        }
        const cmap = font.readUInt32BE(record + 8);
        for (let j = 0; j < font.readUInt16BE(cmap + 2); j++) {
            const table = cmap + font.readUInt32BE(cmap + 4 + j * 8 + 4);
            if (font.readUInt16BE(table) === 12) {
                takeOut(font, table, first, last);
                touched++;
            }
        }
    }
    if (touched === 0) {
        throw new Error('The typeface has no format 12 cmap; look again at how it maps radicals');
    }
    return font;
}

function takeOut(font, table, first, last) {
    const kept = [];
    for (let g = 0; g < font.readUInt32BE(table + 12); g++) {
        const at = table + 16 + g * 12;
        const [start, end, glyph] = [0, 4, 8].map((offset) => font.readUInt32BE(at + offset));
        if (start < first) {
            kept.push([start, Math.min(end, first - 1), glyph]);
        }
        if (end > last) {
            kept.push([Math.max(start, last + 1), end, glyph + Math.max(0, last + 1 - start)]);
        }
    }
    if (kept.length > font.readUInt32BE(table + 12)) {
        throw new Error('The shortened cmap does not fit into its place');
    }
    kept.forEach((group, g) => group.forEach((value, k) => font.writeUInt32BE(value, table + 16 + g * 12 + k * 4)));
    font.writeUInt32BE(kept.length, table + 12);
    font.writeUInt32BE(16 + kept.length * 12, table + 4);
}

fetchPackage();
mkdirSync(to, { recursive: true });
for (const [from, target] of [
    ['400Regular/NotoSerifSC_400Regular.ttf', 'NotoSerifSC-Regular.ttf'],
    ['700Bold/NotoSerifSC_700Bold.ttf', 'NotoSerifSC-Bold.ttf'],
]) {
    if (!existsSync(join(to, target))) {
        writeFileSync(join(to, target), withoutCharacters(readFileSync(join(home, from)), 0x2E80, 0x2FDF));
    }
}
copyFileSync(join(home, 'LICENSE_FONT'), join(to, 'NotoSerifSC-OFL.txt'));
