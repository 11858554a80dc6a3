// A shopper who looks at another tab is called back when it is time.
import type { Shopper } from '../fixtures/shopper.ts';
import { demo, expect, test } from '../fixtures/people.ts';

// What the browser would show; a browser without a window shows nothing.
test.use({
  firstScript: `
    window.shown = [];
    window.Notification = class {
      static permission = 'default';
      static async requestPermission() { return (Notification.permission = 'granted'); }
      constructor(text, { body }) { window.shown.push([text, body]); }
      close() { window.shown.push('closed'); }
    };
    window.notes = 0;
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (...when) { window.notes += 1; return start.apply(this, when); };
  `,
});

/** As the browser does when the shopper looks at another tab, in the page and in the frame. */
async function look(shopper: Shopper, away: boolean): Promise<void> {
  for (const frame of [shopper.page.mainFrame(), shopper.frame()]) {
    await frame.evaluate((hidden) => {
      Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, away);
  }
}

const shown = (shopper: Shopper) => shopper.page.evaluate('window.shown') as Promise<unknown[]>;
const notes = (shopper: Shopper) => shopper.frame().evaluate('window.notes') as Promise<number>;

test('a shopper in another tab is called by the title, a notification and a tone, and by none of them after looking', async ({ vitrine, deskPage, shopper }) => {
  const anna = await deskPage();
  const joe = await shopper();
  await joe.openWidget(vitrine);
  await joe.join();
  const title = await joe.page.title();
  await joe.widget.getByRole('button', { name: 'Notify me when it is my turn' }).click();
  await expect(joe.widget.getByText('we notify you when it is your turn')).toBeVisible();
  await expect(joe.widget.getByRole('button', { name: 'Notify me when it is my turn' })).toBeHidden();

  await look(joe, true);
  expect(await notes(joe)).toBe(0);
  await anna.signIn(vitrine, demo.anna);
  await anna.goAvailable();
  await expect(joe.page).toHaveTitle('It is your turn');
  await expect(joe.page).toHaveTitle(title);
  await expect.poll(() => shown(joe)).toEqual([['It is your turn', expect.any(String)]]);
  await expect.poll(() => notes(joe)).toBeGreaterThan(0);

  await anna.accept();
  await expect(joe.page).toHaveTitle(/is here$/);
  await look(joe, false);
  await expect(joe.page).toHaveTitle(title);
  expect((await shown(joe)).at(-1)).toBe('closed');
  await joe.seesTheAgent();

  // Whoever has seen the call and goes elsewhere for a moment is not called again.
  const before = await shown(joe);
  await look(joe, true);
  await anna.seesTheShopper();
  expect(await shown(joe)).toEqual(before);
  await expect(joe.page).toHaveTitle(title);
});

test('a shopper who looks at the page hears and sees nothing of this', async ({ vitrine, agentDesk, shopper }) => {
  const anna = await agentDesk();
  const joe = await shopper();
  await joe.openWidget(vitrine);
  const title = await joe.page.title();
  await joe.join();
  await anna.accept();
  await joe.seesTheAgent();
  await expect(joe.page).toHaveTitle(title);
  expect(await shown(joe)).toEqual([]);
  expect(await notes(joe)).toBe(0);
});
