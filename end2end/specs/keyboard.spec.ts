// The whole way without a mouse: every step has the focus where it belongs, and shows it.
import { tabTo } from '../fixtures/keyboard.ts';
import { expect, test } from '../fixtures/people.ts';

test('a call from the shop button to the rating, by keyboard only', async ({ vitrine, agentDesk, shopper }) => {
  const anna = await agentDesk();
  const joe = await shopper();
  const { page } = joe;
  const press = (key: string) => page.keyboard.press(key);

  await page.goto(vitrine.shop);
  await tabTo(page, page.getByRole('button', { name: 'Talk to us face to face' }).first());
  await press('Enter');
  await joe.isAlive();

  await tabTo(page, joe.button('Start a video call'));
  await press('Enter');
  await expect(joe.heading('How would you like to be seen?')).toBeFocused();

  await test.step('getting in line without the terms leads back to them', async () => {
    await tabTo(page, joe.button('Get in line'));
    await press('Enter');
    await expect(joe.widget.getByRole('alert').filter({ hasText: 'Please accept the terms first.' })).toBeVisible();
    await tabTo(page, joe.widget.getByRole('checkbox', { name: /I accept the/ }), 'Shift+Tab');
    await press('Space');
    await tabTo(page, joe.button('Get in line'));
    await press('Enter');
  });
  await expect(joe.heading(/You are next|We are calling an agent/)).toBeFocused();

  await expect(anna.incoming).toBeVisible();
  await anna.page.keyboard.press('a');
  await expect(joe.heading('Video call with Anna')).toBeFocused();
  await joe.seesTheAgent();

  await tabTo(page, joe.button('Mute microphone'));
  await press('Enter');
  await expect(joe.button('Unmute microphone')).toBeFocused();
  await press('Space');
  await expect(joe.button('Mute microphone')).toBeFocused();

  await test.step('the chat takes the focus and gives it back', async () => {
    await tabTo(page, joe.button(/^Open chat/));
    await press('Enter');
    await expect(joe.widget.getByRole('textbox', { name: 'Write a line' })).toBeFocused();
    await page.keyboard.type('By hand');
    await press('Enter');
    await expect(joe.widget.getByRole('log')).toContainText('By hand');
    await press('Escape');
    await expect(joe.button(/^Open chat/)).toBeFocused();
  });

  await test.step('the devices take the focus and give it back', async () => {
    await tabTo(page, joe.button('Camera and sound'), 'Shift+Tab');
    await press('Enter');
    await expect(joe.widget.getByRole('dialog', { name: 'Camera and sound' })).toBeFocused();
    await press('Escape');
    await expect(joe.button('Camera and sound')).toBeFocused();
  });

  await test.step('the own picture moves by arrow keys', async () => {
    const own = joe.button(/^Your own picture/);
    await tabTo(page, own, 'Shift+Tab');
    const before = await own.getAttribute('aria-label');
    await press('ArrowLeft');
    await expect(own).not.toHaveAttribute('aria-label', before ?? '');
  });

  await tabTo(page, joe.button('End call'));
  await press('Enter');
  await expect(joe.heading('You talked with Anna')).toBeFocused();
  await tabTo(page, joe.widget.getByRole('radio', { name: '1 star' }));
  await press('ArrowRight');
  await expect(joe.widget.getByRole('radio', { name: '2 stars' })).toBeChecked();
  await tabTo(page, joe.button('Send'));
  await press('Enter');
  await expect(joe.widget.getByText('Thank you. Your answer helps us.')).toBeVisible();
  await tabTo(page, joe.button('Continue in the shop'));
  await press('Enter');
  await expect(page.getByRole('button', { name: 'Talk to us face to face' }).first()).toBeFocused();
});

test('an agent takes, steers and ends a call by keyboard only', async ({ vitrine, deskPage, shopper }) => {
  const anna = await deskPage();
  const { page } = anna;
  await page.goto(vitrine.desk);
  await tabTo(page, page.getByLabel('E-mail'));
  await page.keyboard.type('anna@demo.test');
  await tabTo(page, page.getByRole('textbox', { name: 'Password' }));
  await page.keyboard.type('agent-demo-2026');
  await page.keyboard.press('Enter');
  await anna.isAlive();
  await page.keyboard.press('s');
  await expect(page.getByRole('switch', { name: 'Take calls' })).toBeChecked();

  await test.step('the list of keys opens and closes', async () => {
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeHidden();
  });

  const joe = await shopper();
  await joe.openWidget(vitrine);
  await joe.join();
  await expect(anna.incoming).toBeVisible();
  await page.keyboard.press('a');
  await anna.seesTheShopper();
  await page.keyboard.press('m');
  await expect(page.getByRole('button', { name: 'Unmute microphone' })).toBeVisible();
  await page.keyboard.press('m');
  await expect(page.getByRole('button', { name: 'Mute microphone', exact: true })).toBeVisible();
  await page.keyboard.press('c');
  await expect(page.getByRole('textbox', { name: 'Write a line' })).toBeFocused();
  await page.keyboard.type('make me a call');
  await page.keyboard.press('Enter');
  await expect(joe.button(/^Open chat, 1 new line/)).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('e');
  await expect(joe.heading('You talked with Anna')).toBeVisible();
  await anna.isAtRestAfterACall('ended here');
});

test('made small and large again, the widget shows the beginning of its screen, and its heading has the focus', async ({ vitrine, shopper }) => {
  const joe = await shopper();
  // So low that the screen does not fit.
  await joe.page.setViewportSize({ width: 390, height: 560 });
  await joe.openWidget(vitrine);
  await joe.join();
  await joe.button('Keep shopping').click();
  await joe.button('Place 1').click();
  await expect(joe.heading('You are next')).toBeFocused();
  await expect(joe.widget.locator('main')).toHaveJSProperty('scrollTop', 0);
  await expect(joe.heading('You are next')).toBeInViewport({ ratio: 1 });
});
