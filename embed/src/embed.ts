import { setOrigin } from './complain';
import { scriptOrigin } from './origin';
import { fail } from './report';
import { BambuserOneToOneEmbed } from './widget';

type Ready = (Embed: typeof BambuserOneToOneEmbed) => void;

const page = window as unknown as {
  BambuserOneToOneEmbed?: { isVitrine?: true };
  onBambuserOneToOneReady?: Ready;
};

let isCalled = false;

/** Calls the page's ready callback, once, as soon as there is one. */
function callReady(): void {
  const ready = page.onBambuserOneToOneReady;
  if (isCalled || typeof ready !== 'function') return;
  isCalled = true;
  try {
    ready(BambuserOneToOneEmbed);
  } catch (error) {
    fail('onBambuserOneToOneReady threw an error.', error);
  }
}

// A second script tag finds the class of the first and leaves everything to it.
if (!page.BambuserOneToOneEmbed?.isVitrine) {
  setOrigin(scriptOrigin('/embed.js'));
  page.BambuserOneToOneEmbed = Object.assign(BambuserOneToOneEmbed, { isVitrine: true as const });
  callReady();
  // A cached script can run before the page has defined its callback.
  document.addEventListener('DOMContentLoaded', callReady);
  addEventListener('load', callReady);
}
