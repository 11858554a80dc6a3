// The main job: a shopper calls, an agent answers, each sees and hears the other, and it ends well.
import { agentScene, loudestTone, shopperScene } from '../fixtures/media.ts';
import { expect, test } from '../fixtures/people.ts';

test('a shopper calls and an agent answers, and each sees and hears the other', async ({ vitrine, agentDesk, shopper }) => {
  const anna = await agentDesk();
  const joe = await shopper();
  await joe.openWidget(vitrine);
  await joe.join();

  await expect(anna.incoming).toBeVisible();
  await anna.accept();

  await joe.seesTheAgent();
  await anna.seesTheShopper();
  await expect.poll(async () => Math.abs((await loudestTone(anna.remoteAudio)) - shopperScene.tone)).toBeLessThan(30);
  await expect.poll(async () => Math.abs((await loudestTone(joe.remoteAudio)) - agentScene.tone)).toBeLessThan(30);

  await anna.hangUp();
  await anna.isAtRestAfterACall('ended here');
  await expect(joe.heading('You talked with Anna')).toBeVisible();
  await joe.widget.getByRole('radio', { name: '5 stars' }).press('Space');
  await joe.button('Send').click();
  await expect(joe.widget.getByText('Thank you. Your answer helps us.')).toBeVisible();
});

test('chat lines, mute and camera reach the other side', async ({ vitrine, agentDesk, shopper }) => {
  const anna = await agentDesk();
  const joe = await shopper();
  await joe.openWidget(vitrine);
  await joe.join();
  await anna.accept();
  await joe.seesTheAgent();

  await joe.button(/^Open chat/).click();
  await joe.write('Is it <b>blue</b>?');
  await anna.page.getByRole('button', { name: /^Open chat, 1 new line/ }).click();
  await expect(anna.page.getByRole('log')).toContainText('Is it <b>blue</b>?');

  await joe.button('Mute microphone').click();
  await expect(anna.page.getByText(/is muted/i)).toBeAttached();
  await joe.button('Turn camera off').click();
  await expect(anna.page.getByText(/has the camera off/i)).toBeAttached();

  await joe.hangUp();
  await anna.isAtRestAfterACall('ended by the shopper');
});
