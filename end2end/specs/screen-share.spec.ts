// Screens that are shown in a call, both ways: large at the others', ended from here and from the browser's own bar, and what
// becomes of them with a reload and with a colleague who joins.
import { agentScreen, endWithTheBrowsersBar, screenOf, scriptsOf, seesScreen, shopperScreen, showScreen, takesOverThePicker } from '../fixtures/display.ts';
import { agentScene, keepsMoving, shopperScene } from '../fixtures/media.ts';
import { demo, expect, test } from '../fixtures/people.ts';
import { joins, sees, shopperName, talk, tile } from '../fixtures/trio.ts';

test.use({ firstScript: takesOverThePicker });
test.describe.configure({ timeout: 150_000 });

test('each shows a screen to the other, large and by name, with the faces beside it, and stops it in either way', async ({ vitrine, agentDesk, shopper }) => {
  const [anna, joe] = [await agentDesk(), await shopper()];
  await talk(vitrine, anna, joe);

  await anna.page.keyboard.press('w');
  await expect(anna.page.getByText('You are showing your screen.')).toBeVisible();
  await seesScreen(joe, 'Anna', agentScreen);
  await sees(joe, 'Anna', agentScene.strongest);
  await expect(joe.widget.getByRole('status').filter({ hasText: 'Anna shows a screen' })).toBeAttached();
  const [screen, face] = [await screenOf(joe, 'Anna').boundingBox(), await tile(joe, 'Anna').boundingBox()];
  expect(screen?.width ?? 0).toBeGreaterThan(2 * (face?.width ?? Number.POSITIVE_INFINITY));

  // Both at once: each sees the other's.
  await showScreen(joe);
  await seesScreen(anna, shopperName, shopperScreen);
  await seesScreen(joe, 'Anna', agentScreen);
  await sees(anna, shopperName, shopperScene.strongest);

  await anna.page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(screenOf(joe, 'Anna')).toHaveCount(0);
  await expect(joe.widget.getByRole('status').filter({ hasText: 'Anna no longer shows a screen' })).toBeAttached();
  expect(await anna.page.evaluate('shownScreen.readyState')).toBe('ended');
  await endWithTheBrowsersBar(joe);
  await expect(screenOf(anna, shopperName)).toHaveCount(0);
  await expect(joe.button('Show your screen')).toBeVisible();
  await sees(anna, shopperName, shopperScene.strongest);

  // And once more, over the same connection.
  await showScreen(joe);
  await seesScreen(anna, shopperName, shopperScreen);
  await joe.hangUp();
  await anna.isAtRestAfterACall('ended by the shopper');
});

test('a picker that was closed is no fault, and a system that refuses is said', async ({ vitrine, agentDesk, shopper }) => {
  const [anna, joe] = [await agentDesk(), await shopper()];
  await talk(vitrine, anna, joe);
  await scriptsOf(joe).evaluate('void (window.picker = "broken")');
  await joe.button('Show your screen').click();
  await expect(joe.widget.getByText(/^Your screen could not be shown/)).toBeVisible();
  await scriptsOf(joe).evaluate('void (window.picker = "closed")');
  await joe.button('Show your screen').click();
  await expect(joe.widget.getByText(/^Your screen could not be shown/)).toBeHidden();
  await expect(joe.button('Show your screen')).toBeVisible();
  await expect(screenOf(anna, shopperName)).toHaveCount(0);
});

test('a screen outlives the other side\'s reload, ends with the own one, and a colleague who joins sees it', async ({
  vitrine,
  agentDesk,
  colleagueDesk,
  shopper,
}) => {
  const [anna, joe] = [await agentDesk(demo.anna), await shopper()];
  await talk(vitrine, anna, joe);
  await showScreen(anna);
  await seesScreen(joe, 'Anna', agentScreen);

  await joe.page.reload();
  await seesScreen(joe, 'Anna', agentScreen);

  const bruno = await colleagueDesk();
  await joins(anna, bruno, 'Bruno');
  await seesScreen(bruno, 'Anna', agentScreen);
  await showScreen(joe);
  await seesScreen(bruno, shopperName, shopperScreen);
  await seesScreen(anna, shopperName, shopperScreen);

  await anna.page.reload();
  await expect(screenOf(joe, 'Anna')).toHaveCount(0, { timeout: 30_000 });
  await sees(joe, 'Anna', agentScene.strongest);
  await seesScreen(anna, shopperName, shopperScreen);
  await expect(anna.page.getByRole('button', { name: 'Show your screen' })).toBeVisible();
});

test('where the browser cannot show a screen it is not offered', async ({ vitrine, agentDesk, shopper }) => {
  const anna = await agentDesk();
  const userAgent = 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36';
  const joe = await shopper({ userAgent, viewport: { width: 390, height: 844 } });
  await talk(vitrine, anna, joe);
  await expect(joe.button('End call')).toBeVisible();
  await expect(joe.button('Show your screen')).toHaveCount(0);
  // A phone sees one all the same.
  await showScreen(anna);
  await seesScreen(joe, 'Anna', agentScreen);
});

test.describe('with the browser\'s own picker', () => {
  test.use({ firstScript: '' });

  // The person who always says yes shows the first screen there is.
  test('a screen that the browser itself captures arrives, and goes on moving', async ({ vitrine, agentDesk, shopper }) => {
    const [anna, joe] = [await agentDesk(), await shopper()];
    await talk(vitrine, anna, joe);
    await showScreen(joe);
    await keepsMoving(screenOf(anna, shopperName).locator('video'));
    await joe.button('Stop showing your screen').click();
    await expect(screenOf(anna, shopperName)).toHaveCount(0);
  });
});
