import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A browser on this machine: its program, and what its environment must hold beside ours. */
export type Chromium = { readonly program: string; readonly environment: Readonly<Record<string, string>> };

const installed = [
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** The package's own settings look for its fonts where the package would have unpacked them; without fonts, no text. */
const fontSettings = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir prefix="relative">fonts</dir><cachedir prefix="xdg">fontconfig</cachedir></fontconfig>
`;

/** The browsers to try, best first: those that are installed, then, on Linux, the one that the registry brings. */
export function* chromiums(): Generator<Chromium> {
  for (const program of installed.filter(existsSync)) yield { program, environment: {} };
  if (process.platform === 'linux') yield unpackedChromium();
}

/** Unpacked once for this checkout and version; moved into place at the end, so that what is there is whole. */
function unpackedChromium(): Chromium {
  const cache = join(import.meta.dirname, '..', 'node_modules', '.cache');
  const folder = join(cache, `chromium-${packageVersion()}`);
  if (!existsSync(folder)) unpackInto(cache, folder);
  return {
    program: join(folder, 'chromium'),
    environment: { FONTCONFIG_PATH: join(folder, 'fonts'), LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') },
  };
}

function packageVersion(): string {
  const entry = fileURLToPath(import.meta.resolve('@sparticuz/chromium'));
  const manifest = JSON.parse(readFileSync(join(entry, '..', '..', 'package.json'), 'utf8')) as { version: string };
  return manifest.version;
}

function unpackInto(cache: string, folder: string): void {
  mkdirSync(cache, { recursive: true });
  const draft = mkdtempSync(join(cache, 'unpacking-'));
  try {
    execFileSync(process.execPath, [join(import.meta.dirname, 'unpack-chromium.ts'), draft]);
    for (const path of [draft, join(draft, 'chromium')]) chmodSync(path, 0o755);
    writeFileSync(join(draft, 'fonts', 'fonts.conf'), fontSettings);
    if (!existsSync(folder)) renameSync(draft, folder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}
