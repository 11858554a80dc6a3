// What a browser has to load: the merchant's script, and the widget until it can be pressed, until its start screen lives, and
// what follows while the shopper looks at it.
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const organisation = 'demodemodemodemodemo';

const goals = { embed: 5_000, pressable: 40_000, hydrated: 150_000 };

async function bytes(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return Buffer.from(await response.arrayBuffer());
}

const brotli = (data) => brotliCompressSync(data, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

export async function sizes(origin, record) {
  const embed = gzipSync(await bytes(`${origin}/embed.js`), { level: 9 }).length;
  record('embed_js_gzip', embed, 'bytes');
  record('embed_js_gzip_to_goal', (embed / goals.embed).toFixed(2), 'ratio');

  record('track_js_gzip', gzipSync(await bytes(`${origin}/track.js`), { level: 9 }).length, 'bytes');
  record('flux_player_js_gzip', gzipSync(await bytes(`${origin}/flux-player.js`), { level: 9 }).length, 'bytes');

  const html = await bytes(`${origin}/widget/${organisation}`);
  const text = html.toString();
  const asset = async (pattern) => bytes(origin + pattern.exec(text)[1]);
  const style = await asset(/<link rel="stylesheet" href="([^"]+)"/);
  const script = await asset(/<link rel="modulepreload" href="([^"]+)"/);
  const wasm = await asset(/<link rel="preload" href="([^"]+\.wasm)"/);

  const bundle = JSON.parse(/vitrineFrame\.begin\((.*?)\)<\/script>/.exec(text)[1]).widget;
  const rest = [await bytes(origin + bundle.script), await bytes(origin + bundle.wasm)];

  const [page, css, js, code] = [html, style, script, wasm].map(brotli);
  record('widget_html_brotli', page, 'bytes');
  record('widget_css_brotli', css, 'bytes');
  record('start_js_brotli', js, 'bytes');
  record('start_wasm_brotli', code, 'bytes');
  record('widget_until_pressable_brotli', page + css, 'bytes');
  record('widget_until_pressable_to_goal', ((page + css) / goals.pressable).toFixed(2), 'ratio');
  record('widget_until_hydrated_brotli', page + css + js + code, 'bytes');
  record('widget_until_hydrated_to_goal', ((page + css + js + code) / goals.hydrated).toFixed(2), 'ratio');
  record('widget_afterwards_brotli', rest.map(brotli).reduce((sum, part) => sum + part), 'bytes');
}
