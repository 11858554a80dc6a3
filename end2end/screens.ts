// Takes every screen of widget and desk into target/screens/SCREEN-WIDTH-SCHEME.png.
import { resolve } from 'node:path';
import { test } from './fixtures/people.ts';
import { inEachVariant, visitScreens } from './fixtures/screens.ts';

const folder = resolve(import.meta.dirname, '../target/screens');

visitScreens(test, async (screen, page) => {
  await inEachVariant(page, async ({ name }) => {
    await page.screenshot({ path: resolve(folder, `${screen}-${name}.png`), animations: 'disabled' });
  });
});
