// The widget's language: what the page asks for, of what the organisation has enabled.
import { merchantPage, opensTheWidget } from '../fixtures/merchant.ts';
import { demo, expect, test } from '../fixtures/people.ts';

test('a Swedish page has a Swedish widget, from the first screen into the call', async ({ vitrine, merchant, agentDesk, shopper }) => {
  await vitrine.apply({ sites: [merchant.origin], organisation: ['locales = ["en-US", "sv-SE"]'] });
  const anna = await agentDesk();
  const joe = await shopper();
  await joe.page.goto(merchant.publish(merchantPage(vitrine.console, opensTheWidget(demo.organisation, `locale: 'sv-SE'`))));
  await joe.isAlive();
  await expect(joe.widget.locator('html')).toHaveAttribute('lang', 'sv');
  await expect(joe.widget.getByText('1 av oss finns här för dig')).toBeVisible();
  await joe.button('Starta ett videosamtal').click();
  await joe.widget.getByLabel('Jag godkänner villkoren').check();
  await joe.button('Ställ dig i kö').click();
  await anna.accept();
  await expect(joe.button('Avsluta samtalet')).toBeVisible();
  await joe.button('Avsluta samtalet').click();
  await expect(joe.widget.getByRole('heading', { name: 'Du pratade med Anna' })).toBeVisible();
});

test('a locale that is not enabled falls back to the default, and the page is told once what is enabled', async ({ vitrine, merchant, shopper }) => {
  await vitrine.apply({ sites: [merchant.origin], organisation: ['locales = ["sv-SE", "en-GB"]'] });
  const joe = await shopper();
  const warnings: string[] = [];
  joe.page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
  await joe.page.goto(merchant.publish(merchantPage(vitrine.console, opensTheWidget(demo.organisation, `locale: 'de-DE'`))));
  await joe.isAlive();
  await expect(joe.button('Starta ett videosamtal')).toBeVisible();
  const ofLocale = () => warnings.filter((text) => text.includes('locale'));
  await expect.poll(ofLocale).toEqual(['Vitrine: the locale "de-DE" is not enabled, so the widget speaks sv-SE. Enabled: sv-SE, en-GB.']);
  await joe.page.evaluate('window.calls?.destroy()');
});
