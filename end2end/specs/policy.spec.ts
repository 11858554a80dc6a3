// A shop with a strict content security policy: the one that docs/page-api.md names is enough for all that a page does.
import { readFile } from 'node:fs/promises';
import { demo, expect, test } from '../fixtures/people.ts';

/** The policy in the reference, for a Vitrine at this address. */
async function documented(address: string): Promise<string> {
  const text = await readFile(new URL('../../docs/page-api.md', import.meta.url), 'utf8');
  const block = /## Content security policy[^]*?```\n([^`]*)\n```/.exec(text)?.[1];
  if (!block) throw new Error('the reference names no policy');
  return block.replaceAll('https://YOUR_VITRINE', address);
}

const script = `window.refused = [];
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => window.refused.push([effectiveDirective, blockedURI]));
  (window.Vitrine = window.Vitrine || []).push((Embed) => {
    window.calls = new Embed({
      orgId: '${demo.organisation}', trackingTags: [{ key: 'a', value: 1 }], themeId: 'later',
      getMinimizedWidgetStyle: () => ({ position: 'bottom-left', verticalMargin: '40px' }),
    });
    window.heard = [];
    window.calls.on('agents-online', (news) => window.heard.push(news));
    window.calls.on('tracking-event', () => {});
    window.calls.updateElement(Embed.ELEMENTS.DROP_IN_CARD, { content: { title: 'Strictly us' } });
    document.querySelector('button').addEventListener('click', () => window.calls.show());
  });`;

test('a page with exactly the policy of the reference has the whole widget, and nothing is refused', async ({ vitrine, merchant, agentDesk, shopper }) => {
  const anna = await agentDesk();
  const joe = await shopper();
  const ours = await documented(vitrine.console);
  // What is not named is refused, and of the page's own only the script with its nonce runs.
  const policy = `default-src 'none'; ${ours.replace('script-src', "script-src 'nonce-abc'")}`;
  const html = `<!doctype html><html lang="en"><title>A strict shop</title><h1>Shop</h1><button>Call</button>
<script nonce="abc">${script}</script><script src="${vitrine.console}/embed.js" async></script><script>window.isLax = true;</script></html>`;
  await joe.page.goto(merchant.publish(html, { 'content-security-policy': policy }));
  await expect.poll(() => joe.page.evaluate('window.heard?.at(-1)')).toMatchObject({ numberOfAgentsOnline: 1 });
  await joe.page.getByRole('button', { name: 'Call' }).click();
  await joe.isAlive();
  await expect(joe.widget.getByRole('heading', { name: 'Strictly us' })).toBeVisible();
  await joe.join();
  await anna.accept();
  await joe.seesTheAgent();
  expect(await joe.page.evaluate('calls.areQueuesOpen()')).toMatchObject({ isOpen: true });
  expect(await joe.page.evaluate('calls.getEstimatedWaitingTime("shop-floor")')).toMatchObject({ agents: 1 });
  // Where the page wants its tile is a style, which a policy may refuse.
  await joe.button('Keep shopping').click();
  const frame = joe.page.locator('iframe[title="Video call"]');
  await expect.poll(async () => (await frame.boundingBox())?.x).toBeLessThan(100);
  expect(await joe.page.evaluate('window.isLax'), 'the policy counts').toBeUndefined();
  expect(await joe.page.evaluate('window.refused')).toEqual([['script-src-elem', 'inline']]);
});
