// Not tests: pictures of every screen, to look at. npx playwright test --config screens.config.ts
import tests from './playwright.config.ts';

export default {
  ...tests,
  testDir: '.',
  testMatch: [/end2end\/screens\.ts$/, /end2end\/picture-of-a-call\.ts$/],
  outputDir: '../target/screens/failed',
  reporter: 'list',
  timeout: 180_000,
};
