// From the press on Accept to the picture, on both sides; and how long the browser itself takes: two pages in two contexts whose
// cameras are open and whose signalling is handed over directly, from createOffer on. Turn by turn, in one browser.
import { setTimeout as pause } from 'node:timers/promises';
import { Demo, accept, agentAt, firstFrame, hangUp, openPage, pictures, ring, shopperAt, withBrowser } from './demo.mjs';
import { median, ninetieth } from './figures.mjs';

const goal = 1.25;
/** Nobody answers in the very moment in which it rings. */
const thinking = 1_500;

export async function acceptToPicture({ record, times = 20 }) {
  const demo = await Demo.start();
  try {
    await withBrowser(async (browser) => {
      const agent = await agentAt(demo, browser);
      const shopper = await shopperAt(demo, browser);
      const direct = await directPair(demo, browser);
      const ours = [];
      const theirs = [];
      for (let time = 0; time < times; time += 1) {
        await ring(shopper, agent);
        await pause(thinking);
        const pressed = await accept(agent);
        ours.push((await pictures(shopper, agent, pressed)).map((at) => at - pressed));
        await hangUp(shopper, agent);
        theirs.push(await direct());
      }
      say(record, 'accept_to_picture', ['at_shopper', 'at_agent'], ours);
      say(record, 'direct_to_picture', ['at_answerer', 'at_offerer'], theirs);
      const slower = (pairs) => median(pairs.map((pair) => Math.max(...pair)));
      const ratio = slower(ours) / slower(theirs);
      record('accept_to_picture_to_direct', ratio.toFixed(2), 'ratio');
      record('accept_to_picture_to_goal', (ratio / goal).toFixed(2), 'ratio');
    });
  } finally {
    await demo.remove();
  }
}

function say(record, name, sides, pairs) {
  sides.forEach((side, index) => {
    const values = pairs.map((pair) => pair[index]);
    record(`${name}_${side}_median`, median(values).toFixed(0), 'ms');
    record(`${name}_${side}_p90`, ninetieth(values).toFixed(0), 'ms');
  });
}

/** Two pages with open cameras; returns what connects them once and says how long each took to show a picture. */
async function directPair(demo, browser) {
  const pages = await Promise.all([0, 1].map(() => openPage(browser)));
  for (const [index, page] of pages.entries()) {
    await page.exposeFunction('handOver', (message) => pages[1 - index].evaluate((text) => window.take(text), message));
    // An address of the console, so that the browser trusts the page with a camera.
    await page.route('**/direct', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>direct</title>' }));
    await page.goto(`${demo.origin}/direct`);
    await page.evaluate(prepare);
  }
  const [answerer, offerer] = pages;
  return async () => {
    for (const page of pages) await page.evaluate(() => window.connect());
    const began = await offerer.evaluate(() => window.offer());
    const both = await Promise.all([firstFrame(answerer, began), firstFrame(offerer, began)]);
    for (const page of pages) await page.evaluate(() => window.disconnect());
    return both.map((at) => at - began);
  };
}

/** Runs in the page. The same devices, slots and candidates as in a call. */
async function prepare() {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: true,
    video: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30, max: 30 } },
  });
  let connection;
  window.connect = () => {
    connection = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
    connection.onicecandidate = ({ candidate }) => candidate && window.handOver(JSON.stringify({ candidate }));
    for (const track of stream.getTracks()) connection.addTrack(track, stream);
    connection.createDataChannel('direct', { negotiated: true, id: 0 });
  };
  window.disconnect = () => connection.close();
  const describe = async () => {
    await connection.setLocalDescription();
    window.handOver(JSON.stringify({ description: connection.localDescription }));
  };
  window.offer = () => {
    const began = window.watched.now();
    void describe();
    return began;
  };
  let order = Promise.resolve();
  window.take = (text) => {
    const { description, candidate } = JSON.parse(text);
    order = order.then(async () => {
      if (candidate) return connection.addIceCandidate(candidate);
      await connection.setRemoteDescription(description);
      if (description.type === 'offer') await describe();
    });
  };
}
