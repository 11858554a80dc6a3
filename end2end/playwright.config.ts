import { defineConfig, devices } from '@playwright/test';

// Playwright switches features of Chromium off, and of such lists the last one counts. This one leaves out
// ThirdPartyStoragePartitioning, which every shopper's browser has: without it a frame of another site has no storage at all
// where third-party cookies are blocked, and no reload would find its way back.
const withoutFeatures = [
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
];

// A camera that shows a moving picture, a microphone that beeps, and a person who always says yes.
// Everything else is switched off that would phone home or differ from machine to machine.
const chromium = [
  '--no-sandbox',
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--disable-features=${withoutFeatures.join(',')}`,
];

export default defineConfig({
  testDir: 'specs',
  outputDir: '../target/end2end/results',
  // A call is two browsers that encode video: more than two calls at once starve each other on small machines.
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  // A test that passes at the second try has found something.
  retries: 0,
  // Nothing here measures time: these are limits for machines on which others compute as well.
  timeout: 240_000,
  expect: { timeout: 40_000 },
  reporter: [['list'], ['html', { outputFolder: '../target/end2end/report', open: 'never' }]],
  use: {
    // Steps, console and network. Pictures of every step cost more than the tests themselves: `--trace on` takes them.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false, sources: false },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.VITRINE_CHROMIUM ?? '/usr/bin/chromium',
      args: chromium,
    },
  },
  projects: [{ name: 'chromium', use: { ...devices['Desktop Chrome'], channel: undefined } }],
});
