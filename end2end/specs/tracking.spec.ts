// What a page can count of a call, for its handlers and for its tag manager.
import { merchantPage } from '../fixtures/merchant.ts';
import { demo, expect, test } from '../fixtures/people.ts';

interface Pushed {
  event: string;
  [field: string]: unknown;
}

const script = (options: string) => `window.dataLayer = []; window.heard = [];
  window.onBambuserOneToOneReady = (Embed) => {
    window.calls = new Embed({ orgId: '${demo.organisation}', triggers: ['always'], ${options} });
    window.calls.on('tracking-event', (payload) => window.heard.push(payload));
  };`;

test('a call is told to the data layer and to handlers, from the open widget to the closed one', async ({ vitrine, merchant, agentDesk, shopper }) => {
  const anna = await agentDesk();
  const joe = await shopper();
  await joe.page.goto(merchant.publish(merchantPage(vitrine.console, script(''))));
  await joe.isAlive();
  await joe.join();
  await anna.accept();
  await joe.seesTheAgent();
  await joe.hangUp();
  await expect(joe.heading(/^You talked with/)).toBeVisible();
  const pushed = () => joe.page.evaluate('window.dataLayer') as Promise<Pushed[]>;
  const told = expect.poll(async () => (await pushed()).map(({ event }) => event));
  const call = ['bmb_oto_call_widget_opened', 'bmb_oto_joined_queue', 'bmb_oto_call_started', 'bmb_oto_call_ended'];
  // The widget says so in its own frame before the page has heard of it.
  await told.toEqual(call);
  await joe.page.evaluate('window.calls.destroy()');
  await told.toEqual([...call, 'bmb_oto_call_widget_closed']);
  const [, joined, started, ended] = await pushed();
  expect(joined).toEqual({
    event: 'bmb_oto_joined_queue',
    'bmb_oto.servingAgents': 1,
    'bmb_oto.queuePlace': 1,
    'bmb_oto.queueId': expect.stringMatching(/^\w{20}$/),
    'bmb_oto.ticketId': expect.stringMatching(/^\w{20}$/),
  });
  expect(started!['bmb_oto.ticketId']).toBe(joined!['bmb_oto.ticketId']);
  expect(ended).toEqual({ ...started, event: 'bmb_oto_call_ended', 'bmb_oto.duration': expect.any(Number) });
  const heard = (await joe.page.evaluate('window.heard')) as { eventName: string; eventData: object }[];
  expect(heard.map(({ eventName }) => `bmb_oto_${eventName}`)).toEqual((await pushed()).map(({ event }) => event));
  expect(heard[1]!.eventData).toHaveProperty('currentTicketId', joined!['bmb_oto.ticketId']);
});

test('a page that switches its data layer off still hears, and a reload in a call is not counted twice', async ({ vitrine, merchant, agentDesk, shopper }) => {
  const anna = await agentDesk();
  const joe = await shopper();
  await joe.page.goto(merchant.publish(merchantPage(vitrine.console, script('dataLayerTracking: false'))));
  await joe.isAlive();
  await joe.join();
  await anna.accept();
  await joe.seesTheAgent();
  await joe.page.reload();
  await joe.seesTheAgent();
  await joe.hangUp();
  await expect.poll(async () => ((await joe.page.evaluate('window.heard')) as { eventName: string }[]).map(({ eventName }) => eventName)).toEqual([
    'call_widget_opened',
    'call_ended',
  ]);
  expect(await joe.page.evaluate('window.dataLayer')).toEqual([]);
});
