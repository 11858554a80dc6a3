// Whom a queue takes in: by its hours, and by the room in its line.
import { expect, test } from '../fixtures/people.ts';

/** A queue that was never open and never will be. */
const neverOpen = 'hours = { zone = "UTC" }';

/** A queue that opens with the next full minute, and the time of day at which that is. */
function openFromTheNextMinute(): { line: string; opens: string } {
  const clock = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString().slice(11, 16);
  const hours = `["${clock(1)}-${clock(600)}"]`;
  const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
  const weekly = days.map((day) => `${day} = ${hours}`).join(', ');
  return { line: `hours = { zone = "UTC", weekly = { ${weekly} } }`, opens: clock(1) };
}

test('a closed queue says so on its card, and the card works as soon as the shop opens it', async ({ vitrine, agentDesk, shopper }) => {
  await vitrine.apply({ queue: [neverOpen] });
  const anna = await agentDesk();
  const joe = await shopper();
  await joe.openWidget(vitrine);
  await expect(joe.widget.getByText('We are closed right now')).toBeVisible();
  await expect(joe.widget.getByText('Please come back another time.')).toBeVisible();
  await expect(joe.button('Start a video call')).toBeDisabled();
  await vitrine.apply({ queue: ['hours = "always"'] });
  await expect(joe.button('Start a video call')).toBeEnabled();
  await joe.join();
  await anna.accept();
  await joe.seesTheAgent();
});

test('a queue that opens in a moment says when, in whose time, and opens by itself', async ({ vitrine, agentDesk, shopper }) => {
  test.setTimeout(300_000);
  await agentDesk();
  const joe = await shopper({ timezoneId: 'America/New_York' });
  const { line, opens } = openFromTheNextMinute();
  await vitrine.apply({ queue: [line] });
  await joe.openWidget(vitrine);
  const closed = joe.widget.getByText(new RegExp(`We open again: (today|tomorrow), ${opens} \\(UTC time\\)\\.`));
  const call = joe.button('Start a video call');
  await expect(closed.or(joe.widget.getByText('of us is here for you'))).toBeVisible();
  await expect(call).toBeEnabled({ timeout: 80_000 });
  await joe.prepare();
});

test('who waits when the queue closes keeps the place and is called; nobody new gets in line', async ({ vitrine, agentDesk, shopper }) => {
  const [joe, late] = [await shopper(), await shopper()];
  await joe.openWidget(vitrine);
  await joe.join();
  await expect(joe.heading('You are next')).toBeVisible();
  await late.openWidget(vitrine);
  await late.prepare();
  await vitrine.apply({ queue: [neverOpen] });
  await expect(joe.widget.getByRole('main').getByText('We have closed, and nobody of us is here any more.')).toBeVisible();
  await late.acceptTermsAndGetInLine();
  await expect(late.widget.getByRole('alert').filter({ hasText: 'Nobody takes calls here right now.' })).toBeVisible();
  const anna = await agentDesk();
  await anna.accept();
  await joe.seesTheAgent();
});

test('a full line says so, and takes the next one as soon as somebody leaves', async ({ vitrine, shopper }) => {
  await vitrine.apply({ queue: ['most_waiting = 1'] });
  const [joe, next] = [await shopper(), await shopper()];
  await joe.openWidget(vitrine);
  await joe.join();
  await next.openWidget(vitrine);
  await expect(next.widget.getByText('As many are waiting as we can serve')).toBeVisible();
  await expect(next.button('Start a video call')).toBeDisabled();
  await joe.button('Leave the line').click();
  await expect(next.button('Start a video call')).toBeEnabled();
  await next.join();
  await expect(next.heading('You are next')).toBeVisible();
});
