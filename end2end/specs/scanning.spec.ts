// An agent scans the code of a product with a camera, where the shopper's page has agents do that.
import type { AgentDesk } from '../fixtures/agent.ts';
import { withLabel } from '../fixtures/label.ts';
import { agentScene, keepsMoving, shopperScene } from '../fixtures/media.ts';
import { merchantPage } from '../fixtures/merchant.ts';
import { demo, expect, test } from '../fixtures/people.ts';
import type { Shopper } from '../fixtures/shopper.ts';

const code = '4006381333931';

/** Keeps every track that a desk opens or copies, in `window.tracks`. */
const rememberTracks = `
  window.tracks = [];
  if (navigator.mediaDevices) {
    const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      await window.beforeOpening?.(constraints);
      const stream = await open(constraints);
      window.tracks.push(...stream.getTracks());
      return stream;
    };
    const copy = MediaStreamTrack.prototype.clone;
    MediaStreamTrack.prototype.clone = function () {
      const made = copy.call(this);
      window.tracks.push(made);
      return made;
    };
  }`;
const camerasInUse = (desk: AgentDesk) =>
  desk.page.evaluate('window.tracks.filter(({ kind, readyState }) => kind === "video" && readyState === "live").length');

const selling = (desk: AgentDesk) => desk.page.getByRole('region', { name: 'Products' });
const scanButton = (desk: AgentDesk) => selling(desk).getByRole('button', { name: 'Scan' });
const dialog = (desk: AgentDesk) => desk.page.getByRole('dialog', { name: 'Scan a code' });
const item = (desk: AgentDesk, name: string) => selling(desk).getByRole('listitem').filter({ has: desk.page.getByRole('heading', { name, exact: true }) });

/** A shop that sells one lamp, and remembers what it was asked for. */
function shop(options: string): string {
  return `window.asked = [];
  window.onBambuserOneToOneReady = (Embed) => {
    const calls = (window.calls = new Embed({ orgId: '${demo.organisation}', triggers: ['always'], ${options} }));
    calls.on('provide-product-data', ({ products }) => products.forEach(({ id, ref, type }) => {
      asked.push({ ref, type });
      calls.updateProduct(id, (factory) => factory.currency('EUR').locale('en-IE').product((p) => p.name('Lamp')
        .variations((v) => [v().name('White').sku('LAMP-W').inStock(true).imageUrls([]).price((price) => price.current('12.50'))])));
    }));
  };`;
}

async function talk(anna: AgentDesk, joe: Shopper) {
  await joe.join();
  await anna.accept();
  await joe.seesTheAgent();
}

test.describe('with a code before the camera', () => {
  test.use({ scenes: { shopper: shopperScene, agent: withLabel(agentScene, code) } });

  test.describe('in a browser that reads none by itself', () => {
    test.use({ firstScript: `${rememberTracks} delete window.BarcodeDetector;` });

    test('a code that the agent scans is asked of the page as one, and its product is in both trays', async ({ vitrine, merchant, agentDesk, shopper }) => {
      const anna = await agentDesk();
      const joe = await shopper();
      const fetched: string[] = [];
      anna.page.on('request', (request) => fetched.push(request.url()));
      await joe.page.goto(merchant.publish(merchantPage(vitrine.console, shop('enableScanning: true'))));
      await joe.isAlive();
      await talk(anna, joe);
      await expect(scanButton(anna)).toBeVisible();
      expect(fetched.filter((address) => address.includes('scanner'))).toEqual([]);

      await scanButton(anna).click();
      await expect(item(anna, 'Lamp')).toBeVisible();
      await expect(dialog(anna)).toBeHidden();
      await expect(scanButton(anna)).toBeFocused();
      expect(await joe.page.evaluate('asked')).toEqual([{ ref: code, type: 'scanned-code' }]);
      await expect(joe.widget.getByRole('navigation', { name: 'Products' }).getByRole('button', { name: /^Lamp/ })).toBeVisible();

      // The call has its camera, and nobody has another one. What reads codes came from the own server.
      await expect.poll(() => camerasInUse(anna)).toBe(1);
      await joe.seesTheAgent();
      const parts = fetched.filter((address) => address.includes('scanner')).map((address) => address.replace(/-[0-9a-f]{10}\./, '.'));
      expect(parts.sort()).toEqual(['js', 'wasm'].map((kind) => `${vitrine.console}/assets/scanner.${kind}`));
      expect(fetched.filter((address) => !address.startsWith(vitrine.console))).toEqual([]);

      await test.step('once more it is there already, and Escape closes the camera', async () => {
        await anna.page.keyboard.press('n');
        await expect(dialog(anna).getByRole('status')).toHaveText(`${code} is in the tray already.`);
        await anna.page.keyboard.press('Escape');
        await expect(dialog(anna)).toBeHidden();
        await expect.poll(() => camerasInUse(anna)).toBe(1);
        expect(await joe.page.evaluate('asked.length')).toBe(1);
        await expect(item(anna, 'Lamp')).toHaveCount(1);
      });
    });
  });

  test.describe('in a browser that reads codes by itself', () => {
    // Of the browsers that tests run in here none does.
    test.use({
      firstScript: `window.BarcodeDetector = class {
        static getSupportedFormats = async () => ['qr_code', 'ean_13'];
        constructor({ formats }) { window.looksFor = formats; }
        detect = async (video) => [
          { rawValue: 'BESIDE', boundingBox: { x: 0, y: 0, width: 10, height: 10 } },
          { rawValue: 'AIMED-AT', boundingBox: { x: video.videoWidth / 2, y: video.videoHeight / 2, width: 10, height: 10 } },
        ];
      };`,
    });

    test('nothing is loaded, and of two codes the one in the frame is meant', async ({ vitrine, merchant, agentDesk, shopper }) => {
      const anna = await agentDesk();
      const joe = await shopper();
      const fetched: string[] = [];
      anna.page.on('request', (request) => fetched.push(request.url()));
      await joe.page.goto(merchant.publish(merchantPage(vitrine.console, shop('enableScanning: true'))));
      await joe.isAlive();
      await talk(anna, joe);
      await scanButton(anna).click();
      await expect(item(anna, 'Lamp')).toBeVisible();
      expect(await joe.page.evaluate('asked')).toEqual([{ ref: 'AIMED-AT', type: 'scanned-code' }]);
      expect(await anna.page.evaluate('looksFor')).toEqual(['ean_13', 'qr_code']);
      expect(fetched.filter((address) => address.includes('scanner'))).toEqual([]);
    });
  });
});

test('a page that does not enable scanning has no control for it, and one that begins or ends with it is taken at its word', async ({ vitrine, merchant, agentDesk, shopper }) => {
  const anna = await agentDesk();
  const joe = await shopper();
  await joe.page.goto(merchant.publish(merchantPage(vitrine.console, shop(''))));
  await joe.isAlive();
  await talk(anna, joe);
  await expect(selling(anna).getByRole('button', { name: 'Add', exact: true })).toBeVisible();
  await expect(scanButton(anna)).toHaveCount(0);
  await joe.page.evaluate('calls.config = { ...calls.config, enableScanning: true }');
  await scanButton(anna).click();
  await expect(dialog(anna)).toBeVisible();
  await joe.page.evaluate('calls.config = { ...calls.config, enableScanning: false }');
  await expect(dialog(anna)).toHaveCount(0);
  await expect(scanButton(anna)).toHaveCount(0);
});

test.describe('with a browser', () => {
  test.use({ firstScript: rememberTracks });

  test('that refuses the camera, the agent reads that and how to allow it, and may try again', async ({ vitrine, merchant, agentDesk, shopper }) => {
    const anna = await agentDesk();
    const joe = await shopper();
    await joe.page.goto(merchant.publish(merchantPage(vitrine.console, shop('enableScanning: true'))));
    await joe.isAlive();
    await talk(anna, joe);
    await anna.page.evaluate(`window.beforeOpening = () => Promise.reject(new DOMException('Permission denied', 'NotAllowedError'))`);
    await scanButton(anna).click();
    const alert = dialog(anna).getByRole('alert');
    await expect(alert).toContainText('Your browser keeps the camera from us.');
    await expect(alert).toContainText('Press the sign at the left of the address');
    await expect(alert).toContainText('You can also type the number');
    await anna.page.evaluate('window.beforeOpening = undefined');
    await dialog(anna).getByRole('button', { name: 'Try again' }).click();
    await expect(dialog(anna).getByRole('status')).toHaveText('Hold the bars or the square into the frame.');
    await expect(alert).toBeEmpty();
    expect(await camerasInUse(anna)).toBe(2);
    await dialog(anna).getByRole('button', { name: 'Close' }).click();
    await expect.poll(() => camerasInUse(anna)).toBe(1);
  });

  test('that opens one camera at a time, the call gives its own away to scan and takes it back', async ({ vitrine, merchant, agentDesk, shopper }) => {
    const anna = await agentDesk();
    const joe = await shopper();
    await joe.page.goto(merchant.publish(merchantPage(vitrine.console, shop('enableScanning: true'))));
    await joe.isAlive();
    await talk(anna, joe);
    // As many phones do it.
    await anna.page.evaluate(`window.beforeOpening = async ({ video }) => {
      const isOpen = window.tracks.some(({ kind, readyState }) => kind === 'video' && readyState === 'live');
      if (video && isOpen) throw new DOMException('Could not start video source', 'NotReadableError');
    }`);
    await scanButton(anna).click();
    await expect(dialog(anna).getByRole('status')).toHaveText('Hold the bars or the square into the frame.');
    expect(await camerasInUse(anna)).toBe(1);
    await expect(joe.widget.getByText('Camera off', { exact: true })).toBeVisible();
    await anna.page.keyboard.press('Escape');
    await expect(joe.widget.getByText('Camera off', { exact: true })).toBeHidden();
    await joe.seesTheAgent();
    await keepsMoving(joe.remoteVideo);
    expect(await camerasInUse(anna)).toBe(1);
  });
});

test.describe('with a line that does not bring what reads codes', () => {
  test.use({ firstScript: 'delete window.BarcodeDetector;' });

  test('the agent reads that, and the next try works', async ({ vitrine, merchant, agentDesk, shopper }) => {
    const anna = await agentDesk();
    const joe = await shopper();
    await joe.page.goto(merchant.publish(merchantPage(vitrine.console, shop('enableScanning: true'))));
    await joe.isAlive();
    await talk(anna, joe);
    await anna.page.route('**/assets/scanner*.wasm', (route) => route.abort());
    await scanButton(anna).click();
    await expect(dialog(anna).getByRole('alert')).toContainText('What reads codes could not be loaded.');
    await anna.page.unroute('**/assets/scanner*.wasm');
    await dialog(anna).getByRole('button', { name: 'Try again' }).click();
    await expect(dialog(anna).getByRole('status')).toHaveText('Hold the bars or the square into the frame.');
  });
});
