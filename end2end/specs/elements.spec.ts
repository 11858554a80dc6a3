// The cards of the start screen as the merchant's page wants them.
import { merchantPage, opensTheWidget } from '../fixtures/merchant.ts';
import { demo, expect, test } from '../fixtures/people.ts';

const dropIn = `window.calls.ELEMENTS.DROP_IN_CARD`;

test('a card says what the page wants, before it is shown and while it is looked at', async ({ vitrine, merchant, shopper }) => {
  const joe = await shopper();
  const script = `window.onBambuserOneToOneReady = (Embed) => {
    window.calls = new Embed({ orgId: '${demo.organisation}' });
    window.calls.updateElement(Embed.ELEMENTS.DROP_IN_CARD, { disableCTA: true, content: { title: '<b>Ask us</b>', buttonText: 'Later' } });
    window.calls.show();
  };`;
  await joe.page.goto(merchant.publish(merchantPage(vitrine.console, script)));
  await joe.isAlive();
  await expect(joe.widget.getByRole('heading', { name: '<b>Ask us</b>' })).toBeVisible();
  await expect(joe.button('Later')).toBeDisabled();
  await joe.page.evaluate(`window.calls.updateElement(${dropIn}, { disableCTA: false, content: { subtitle: 'Back at two' } })`);
  await expect(joe.button('Later')).toBeEnabled();
  await expect(joe.widget.getByText('Back at two')).toBeVisible();
  await joe.page.evaluate(`window.calls.updateElement(${dropIn}, null)`);
  await expect(joe.widget.getByRole('heading', { name: 'Talk to us now' })).toBeVisible();
  // The whole widget's start screen follows as well.
  await joe.prepare();
  await joe.page.evaluate(`window.calls.updateElement(${dropIn}, { content: { buttonText: 'Once more' } })`);
  await joe.button('Back').click();
  await expect(joe.button('Once more')).toBeVisible();
  await joe.page.evaluate(`window.calls.updateElement(${dropIn}, { disableCTA: true })`);
  await expect(joe.button('Once more')).toBeDisabled();
});

test('the page opens no queue that is closed', async ({ vitrine, merchant, shopper }) => {
  await vitrine.apply({ sites: [merchant.origin], queue: ['hours = { zone = "UTC", weekly = {} }', 'when_closed = "refuse"'] });
  const joe = await shopper();
  await joe.page.goto(merchant.publish(merchantPage(vitrine.console, opensTheWidget(demo.organisation))));
  await joe.isAlive();
  await expect(joe.widget.getByText('We are closed right now')).toBeVisible();
  await joe.page.evaluate(`window.calls.updateElement(${dropIn}, { disableCTA: false, content: { buttonText: 'Come in' } })`);
  await expect(joe.button('Come in')).toBeDisabled();
});

test('where the page or the organisation offers no call, the shopper can ask to be called back', async ({ vitrine, merchant, shopper }) => {
  const joe = await shopper();
  await joe.page.goto(merchant.publish(merchantPage(vitrine.console, opensTheWidget(demo.organisation, 'dropInEnabled: false'))));
  await joe.isAlive();
  await expect(joe.widget.getByRole('heading', { name: 'Let us get in touch' })).toBeVisible();
  await expect(joe.button('Start a video call')).toHaveCount(0);
  await joe.button('Ask for a call back').click();
  await expect(joe.widget.getByLabel('Your name')).toBeVisible();

  // What the organisation does not want, no page can switch on.
  await vitrine.apply({ sites: [merchant.origin], organisation: ['drop_in = false'] });
  const address = merchant.publish(merchantPage(vitrine.console, opensTheWidget(demo.organisation, 'dropInEnabled: true')));
  // The server may remember for a moment what the settings were.
  await expect(async () => {
    await joe.page.goto(address);
    await expect(joe.widget.getByRole('heading', { name: 'Let us get in touch' })).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await expect(joe.button('Start a video call')).toHaveCount(0);
});
