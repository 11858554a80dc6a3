// A demo server of a measurement's own, that can be killed and started again, and the two pages of a call on it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { root } from '../lib/run.mjs';
import { Program, freePorts } from './program.mjs';
import { watching } from './watching.mjs';

const organisation = 'demodemodemodemodemo';
const patience = 30_000;
// Of such lists the last one counts, and the one that Playwright gives takes away the storage that a reload finds back by.
const partitions = '--disable-features=OptimizationHints,MediaRouter,PaintHolding';

export class Demo {
  #folder;
  #ports;
  #environment;
  #program;

  static async start(environment = {}) {
    const demo = new Demo();
    demo.#folder = await mkdtemp(join(tmpdir(), 'vitrine-bench-'));
    demo.#ports = await freePorts(2);
    demo.#environment = environment;
    await demo.start();
    return demo;
  }

  get port() {
    return this.#ports[0];
  }

  get origin() {
    return `http://localhost:${this.port}`;
  }

  get shop() {
    return `http://127.0.0.1:${this.#ports[1]}`;
  }

  get desk() {
    return `${this.origin}/o/${organisation}/desk`;
  }

  get widget() {
    return `${this.origin}/widget/${organisation}`;
  }

  async start() {
    this.#program = new Program(process.env.VITRINE_BIN ?? join(root, 'target/release/vitrine'), ['serve', '--demo'], {
      VITRINE_ADDR: `127.0.0.1:${this.port}`,
      VITRINE_DEMO_ADDR: `127.0.0.1:${this.#ports[1]}`,
      VITRINE_PUBLIC_URL: this.origin,
      VITRINE_DATA_DIR: this.#folder,
      VITRINE_LOG: 'error',
      ...this.#environment,
    });
    await this.#program.answers(`${this.origin}/healthz`);
  }

  async kill() {
    await this.#program.kill();
  }

  async remove() {
    await this.#program.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** Runs `work` with a browser that says yes to everything and has a camera that shows a clock. */
export async function withBrowser(work, extra = []) {
  const browser = await chromium.launch({
    executablePath: process.env.VITRINE_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream', '--disable-gpu', partitions, ...extra],
  });
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}

/** A page in a context of its own, watched from its first script on. */
export async function openPage(browser, scripts = []) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  context.setDefaultTimeout(patience);
  for (const script of [watching, ...scripts]) await context.addInitScript(script);
  return context.newPage();
}

/** Anna at her desk, available. */
export async function agentAt(demo, browser, scripts) {
  const page = await openPage(browser, scripts);
  await page.goto(demo.desk);
  await page.getByLabel('E-mail').fill('anna@demo.test');
  await page.getByRole('textbox', { name: 'Password' }).fill('agent-demo-2026');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('switch', { name: 'Take calls' }).click();
  await page.getByRole('listitem').filter({ hasText: '(you)' }).filter({ hasText: 'Available' }).waitFor();
  return page;
}

/** A shopper on the shop's front page, with the widget open. */
export async function shopperAt(demo, browser, scripts) {
  const page = await openPage(browser, scripts);
  await page.goto(demo.shop);
  await page.getByRole('button', { name: 'Talk to us face to face' }).first().click();
  await widgetOf(page).getByRole('button', { name: 'Start a video call' }).click();
  return page;
}

export const widgetOf = (page) => page.frameLocator('iframe[title="Video call"]');

/** The widget's frame, for scripts. */
export const frameOf = (page) => page.frames().find((frame) => frame.url().includes('/widget/'));

/** From the preview, or from the end of a call, into the line, until it rings and both sides are ready for the call. */
export async function ring(shopper, agent) {
  const widget = widgetOf(shopper);
  const again = widget.getByRole('button', { name: 'Call again' });
  const terms = widget.getByRole('checkbox', { name: /I accept the/ });
  await again.or(terms).first().waitFor();
  if (await again.isVisible()) await again.click();
  await terms.check();
  await widget.getByRole('button', { name: 'Get in line' }).click();
  await agent.getByRole('button', { name: 'Accept', exact: true }).waitFor();
  await agent.getByText('Your camera and microphone are ready.').waitFor();
}

/** Presses Accept from within the page, so that no driver's time counts; returns when that was. */
export const accept = (agent) =>
  agent.evaluate(() => {
    const button = [...document.querySelectorAll('button')].find((candidate) => candidate.textContent?.trim().startsWith('Accept'));
    const at = window.watched.now();
    button.click();
    return at;
  });

/** When a page or frame first showed a frame of the other side after `since`. */
export async function firstFrame(where, since) {
  const found = await where.waitForFunction((at) => window.watched.frames.find((time) => time > at), since);
  return found.jsonValue();
}

/** Both sides have a picture. */
export const pictures = (shopper, agent, since) => Promise.all([firstFrame(frameOf(shopper), since), firstFrame(agent, since)]);

export async function hangUp(shopper, agent) {
  await widgetOf(shopper).getByRole('button', { name: 'End call' }).click();
  await widgetOf(shopper).getByRole('button', { name: 'Call again' }).waitFor();
  await agent.getByRole('heading', { name: 'Nobody is waiting' }).waitFor();
}
