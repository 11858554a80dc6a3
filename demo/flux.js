// The light room: a page that changes its lamp without loading, and offers a call with an agent who knows lamps.
import { element, picture, priceOf } from './page.js';
import { itemOf, products } from './products.js';

const lamps = products.filter(({ range }) => range === 'lamps');
const shown = () => itemOf(new URLSearchParams(location.search).get('lamp'))?.product;

/** Whoever knows about light answers for this page, else whoever has time. The lamp is on the table when the call begins. */
function chooseAgent(callAgents) {
  const { id } = callAgents.find(({ tags }) => tags.includes('lighting')) ?? callAgents[0];
  return { callAgentId: id, productIds: [shown().sku] };
}

FluxPlayer.init({
  channelId: 'maison-vitrine',
  apiKey: 'page-demo-maison-vitrine',
  language: document.documentElement.lang,
  initialPosition: 'bottom-right',
  spa: true,
  user: { firstName: 'Ada', lastName: 'Lindqvist', externalId: 20417 },
  onCheckout: () => location.assign('/checkout.html'),
  widgets: {
    calls: {
      renderTo: '.call-us',
      strings: { title: 'Which lamp for your corner?', text: '{{name}} has them all lit. Ask {{name}} to show you.' },
      // The room itself has no card; every lamp in it has one.
      whitelist: [/[?&]lamp=/],
      onBeforeRender: chooseAgent,
    },
  },
}).catch((error) => console.error(error));

document.querySelector('[data-call]').addEventListener('click', async () => {
  const { Calls } = FluxPlayer.Widgets;
  await Calls.startCall().catch(() => alert('None of us is in front of the camera right now.'));
});

/** Draws the lamp of the address, or the room. */
function draw() {
  const lamp = shown();
  const place = document.querySelector('[data-lamp]');
  if (lamp) {
    const words = element('div', {}, element('h1', {}, lamp.name), element('p', { className: 'line' }, lamp.line), element('p', {}, lamp.text));
    words.append(priceOf(lamp), element('div', { className: 'call-us' }));
    place.replaceChildren(picture(lamp, { alt: lamp.name }), words);
  } else {
    place.replaceChildren(element('h1', {}, 'The light room'), element('p', {}, 'Choose a lamp, and somebody who knows it is with you.'));
  }
}

document.querySelector('[data-lamps]').append(...lamps.map(({ sku, name }) => element('a', { href: `?lamp=${sku}` }, name)));
document.querySelector('[data-lamps]').addEventListener('click', (event) => {
  const link = event.target.closest('a');
  if (!link) return;
  event.preventDefault();
  history.pushState(null, '', link.href);
  draw();
});
addEventListener('popstate', draw);
draw();
