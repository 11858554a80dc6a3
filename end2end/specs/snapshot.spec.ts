// A still of the shopper's picture: asked for, allowed, seen before it is sent, seen by the agent, deleted by the shopper.
import { expect, test } from '../fixtures/people.ts';
import { Console } from '../fixtures/console.ts';
import { demo } from '../fixtures/people.ts';
import { talk } from '../fixtures/trio.ts';

test.describe.configure({ timeout: 120_000 });

const question = 'Anna asks for a still picture of you';

/** The strongest channel of a picture on the page. */
function colourOf(picture: Element): string {
  if (!(picture instanceof HTMLImageElement || picture instanceof HTMLCanvasElement)) return 'none';
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [8, 8];
  const context = canvas.getContext('2d');
  context?.drawImage(picture, 0, 0, 8, 8);
  const data = context?.getImageData(2, 2, 1, 1).data ?? [0, 0, 0];
  const channels = [data[0] ?? 0, data[1] ?? 0, data[2] ?? 0];
  return ['red', 'green', 'blue'][channels.indexOf(Math.max(...channels))] ?? 'none';
}

test('the shopper sees the still before it is sent, the agent sees it in the call and in the story, and the shopper can delete it', async ({
  vitrine,
  agentDesk,
  deskPage,
  shopper,
}) => {
  const [anna, joe] = [await agentDesk(), await shopper()];
  await talk(vitrine, anna, joe);
  const still = async () => {
    await anna.page.keyboard.press('p');
    await expect(anna.page.getByText('The shopper is being asked for a still picture…')).toBeVisible();
    await expect(joe.widget.getByRole('dialog', { name: question })).toBeVisible();
    await joe.button('Take the picture').click();
    const taken = joe.widget.getByRole('img', { name: 'The still picture' });
    await expect(taken).toBeVisible();
    expect(await taken.evaluate(colourOf)).toBe('green');
    await joe.button('Send the picture').click();
    await expect(joe.widget.getByRole('dialog', { name: question })).toBeHidden();
  };
  await still();
  const shown = anna.page.getByRole('img', { name: /^Still picture at \d:\d\d of the call$/ });
  await expect(shown).toHaveCount(1);
  await expect.poll(() => shown.evaluate(colourOf)).toBe('green');
  await expect(anna.page.getByText('The shopper is being asked for a still picture…')).toBeHidden();
  await still();
  await expect(shown).toHaveCount(2);

  await joe.widget.getByText('2 still pictures of you are kept').click();
  await joe.button('Delete still picture 1').click();
  await expect(joe.widget.getByText('1 still picture of you is kept')).toBeVisible();
  await expect(shown).toHaveCount(1);

  await anna.hangUp();
  const admin = new Console((await deskPage()).page, vitrine);
  await admin.open('history', demo.anna);
  await admin.page.getByRole('table').getByRole('link').first().click();
  const told = admin.page.getByRole('img', { name: /^Still picture of / });
  await expect.poll(() => told.evaluate(colourOf)).toBe('green');
  await joe.button('Delete still picture 1').click();
  await expect(joe.widget.getByText('No still picture of you is kept.')).toBeVisible();
  await admin.page.reload();
  await expect(admin.page.getByRole('heading', { name: 'What happened' })).toBeVisible();
  await expect(told).toHaveCount(0);
});

test('a shopper who would rather not is not pictured, and a question can be taken back', async ({ vitrine, agentDesk, shopper }) => {
  const [anna, joe] = [await agentDesk(), await shopper()];
  await talk(vitrine, anna, joe);
  const asked = joe.widget.getByRole('dialog', { name: question });
  await anna.page.getByRole('button', { name: 'Ask for a still picture' }).click();
  await joe.button('No, thank you').click();
  await expect(anna.page.getByText('The shopper would rather not.')).toBeVisible();
  await anna.page.getByRole('button', { name: 'All right' }).click();
  await expect(anna.page.getByText('The shopper would rather not.')).toBeHidden();

  await anna.page.getByRole('button', { name: 'Ask for a still picture' }).click();
  await expect(asked).toBeVisible();
  await anna.page.getByRole('button', { name: 'Take back' }).click();
  await expect(asked).toBeHidden();

  // The question is asked again of a page that was loaded anew.
  await anna.page.getByRole('button', { name: 'Ask for a still picture' }).click();
  await expect(asked).toBeVisible();
  await joe.page.reload();
  await expect(asked).toBeVisible({ timeout: 20_000 });
  await asked.press('Escape');
  await expect(anna.page.getByText('The shopper would rather not.')).toBeVisible();

  // Without a picture there is nothing to ask for.
  await joe.button('Turn camera off').click();
  await expect(anna.page.getByRole('button', { name: 'Ask for a still picture' })).toHaveCount(0);
});

test('a still that cannot be sent says so, nothing is kept, and once more helps', async ({ vitrine, agentDesk, shopper }) => {
  const [anna, joe] = [await agentDesk(), await shopper()];
  await talk(vitrine, anna, joe);
  await joe.page.route('**/snapshots/**', (route) => route.abort());
  await anna.page.getByRole('button', { name: 'Ask for a still picture' }).click();
  await joe.button('Take the picture').click();
  await joe.button('Send the picture').click();
  await expect(joe.widget.getByText('It could not be sent. Nothing was kept; please try again.')).toBeVisible();
  await expect(anna.page.getByRole('img', { name: /^Still picture at/ })).toHaveCount(0);
  await joe.page.unroute('**/snapshots/**');
  await joe.button('Send the picture').click();
  await expect(anna.page.getByRole('img', { name: /^Still picture at/ })).toHaveCount(1);
});
