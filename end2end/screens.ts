// Takes every screen of widget and desk into target/screens/SCREEN-WIDTH-SCHEME.png.
import { resolve } from 'node:path';
import { test } from './fixtures/people.ts';
import { inEachVariant, visitScreens } from './fixtures/screens.ts';

const folder = resolve(import.meta.dirname, '../target/screens');

visitScreens(test, async (screen, page) => {
  await inEachVariant(page, async ({ name }) => {
    // A frame learns its new size a moment after the page.
    for (const frame of page.frames()) await frame.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    await page.screenshot({ path: resolve(folder, `${screen}-${name}.png`), animations: 'disabled' });
  });
});
