import { setOrigin } from './complain';
import { scriptOrigin } from './origin';
import { fail } from './report';
import { BambuserOneToOneEmbed } from './widget';

type Ready = (Embed: typeof BambuserOneToOneEmbed) => void;

/** The commands of a page that did not wait for this script, or what runs them. */
interface Commands {
  push(...commands: Ready[]): unknown;
  readonly Embed?: typeof BambuserOneToOneEmbed;
}

const page = window as unknown as {
  BambuserOneToOneEmbed?: { isVitrine?: true };
  onBambuserOneToOneReady?: Ready;
  Vitrine?: Commands | Ready[];
};

let isCalled = false;

/** Calls the page's ready callback, once, as soon as there is one. */
function callReady(): void {
  const ready = page.onBambuserOneToOneReady;
  if (isCalled || typeof ready !== 'function') return;
  isCalled = true;
  run('onBambuserOneToOneReady', ready);
}

function run(name: string, ready: Ready): void {
  try {
    ready(BambuserOneToOneEmbed);
  } catch (error) {
    fail(`${name} threw an error.`, error);
  }
}

/** Runs the commands that the page has pushed, and from now on each at once. What else has this name on the page is not ours. */
function takeCommands(): void {
  const { Vitrine = [] } = page;
  if (!Array.isArray(Vitrine)) return;
  const push = (...commands: Ready[]) => commands.forEach((command) => run('Vitrine.push()', command));
  page.Vitrine = { Embed: BambuserOneToOneEmbed, push };
  push(...Vitrine);
}

// A second script tag finds the class of the first and leaves everything to it.
if (!page.BambuserOneToOneEmbed?.isVitrine) {
  setOrigin(scriptOrigin('/embed.js'));
  page.BambuserOneToOneEmbed = Object.assign(BambuserOneToOneEmbed, { isVitrine: true as const });
  callReady();
  takeCommands();
  // A cached script can run before the page has defined its callback.
  document.addEventListener('DOMContentLoaded', callReady);
  addEventListener('load', callReady);
}
