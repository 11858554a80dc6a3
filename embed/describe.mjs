// Writes the published types and the reference from the table in src/api.ts, and what products are built with from src/shop/factory.ts.

export const doc = (text, indent = '  ') => `${indent}/** ${text.replaceAll('*/', '* /')} */`;

/** The text of embed.d.ts. */
export function types({ OPTIONS, EVENTS, METHODS, MEMBERS, GLOBALS, CONSTANTS, PARTS }, kindTypes, factoryTypes) {
  const later = ({ carried }) => (carried ? ` (Carried only: takes effect with ${PARTS[carried]}.)` : '');
  const options = Object.entries(OPTIONS).flatMap(([name, row]) => [
    doc(row.about + later(row)),
    `  ${name}${name === 'orgId' ? '' : '?'}: ${row.type ?? kindTypes[row.kind]};`,
  ]);
  const events = Object.entries(EVENTS).flatMap(([name, row]) => [doc(row.about + later(row)), `  '${name}': [${row.args}];`]);
  const methods = Object.entries(METHODS).flatMap(([name, row]) => {
    const typed = row.signature
      .replace('(name: string, handler', '<Name extends keyof BambuserOneToOneEvents>(name: Name, handler')
      .replace('...args: any[]', '...args: BambuserOneToOneEvents[Name]');
    return [doc(row.about + later(row)), ...(typed === row.signature ? [] : [`  ${name}${typed};`]), `  ${name}${row.signature};`];
  });
  const members = Object.entries(MEMBERS).flatMap(([name, { type, about }]) => [doc(about), `  ${name}: ${type};`]);
  const constant = (values) => `{ ${Object.entries(values).map(([key, value]) => `readonly ${key}: '${value}'`).join('; ')} }`;
  const constants = (prefix) => Object.entries(CONSTANTS).map(([name, { values }]) => `  ${prefix}readonly ${name}: ${constant(values)};`);
  return [
    '// Types of embed.js and flux-player.js. Generated from embed/src/api.ts, embed/src/shop/factory.ts and embed/src/flux/table.ts; do not edit.',
    '',
    "type BambuserOneToOneTrigger = 'always' | 'smart' | 'connect-link' | 'queue-link' | 'manual';",
    '',
    'interface BambuserOneToOneMinimizedStyle {',
    "  position?: 'bottom-left' | 'bottom-right';",
    '  /** A CSS length. */',
    '  verticalMargin?: string;',
    '  /** A CSS length. */',
    '  horizontalMargin?: string;',
    '  zIndex?: string | number;',
    '}',
    '',
    '/** A product that something happened with: the payload of `notifyCustomerEvent()`. */',
    'interface BambuserOneToOneCustomerEvent {',
    '  /** What people call it; not empty. */',
    '  name: string;',
    '  /** Names it in the cart. */',
    '  sku?: string | number;',
    '  /** In the main unit of the currency. */',
    '  price?: number | string;',
    '  /** ISO 4217, such as `EUR`. */',
    '  currency?: string;',
    '  /** How many of it are in the cart of the shop now. */',
    '  quantity?: number;',
    '}',
    '',
    'interface BambuserOneToOneOptions {',
    ...options,
    '}',
    '',
    factoryTypes,
    '',
    '/** Events and the parameters of their handlers. */',
    'interface BambuserOneToOneEvents {',
    ...events,
    '}',
    '',
    'declare class BambuserOneToOneEmbed {',
    ...constants('static '),
    ...constants(''),
    ...members,
    '  constructor(options: BambuserOneToOneOptions);',
    ...methods,
    '}',
    '',
    '/** Gets the class. */',
    'type BambuserOneToOneCommand = (Embed: typeof BambuserOneToOneEmbed) => void;',
    '',
    '/** An array until the script is there: `(window.Vitrine = window.Vitrine || []).push((Embed) => …)`. */',
    'interface VitrineCommands {',
    '  push(...commands: BambuserOneToOneCommand[]): unknown;',
    doc('The class, once the script is there.'),
    '  readonly Embed?: typeof BambuserOneToOneEmbed;',
    '}',
    '',
    'interface Window {',
    doc(GLOBALS.BambuserOneToOneEmbed.about),
    '  BambuserOneToOneEmbed: typeof BambuserOneToOneEmbed;',
    doc(GLOBALS.onBambuserOneToOneReady.about),
    '  onBambuserOneToOneReady?: BambuserOneToOneCommand;',
    doc(GLOBALS.Vitrine.about),
    '  Vitrine?: VitrineCommands;',
    '}',
    '',
  ].join('\n');
}

export const cell = (text) => text.replaceAll('|', '\\|');
export const code = (text) => `\`${cell(text)}\``;
export const table = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

/** The text of docs/page-api.md. */
export function reference({ OPTIONS, EVENTS, METHODS, MEMBERS, PARAMETERS, GLOBALS, CONSTANTS, PARTS }, kindTypes, factoryTypes) {
  const standing = ({ carried }) => (carried ? `carried: ${PARTS[carried]}` : 'works');
  const options = Object.entries(OPTIONS).map(([name, row]) => [
    code(name),
    code(row.type ?? kindTypes[row.kind]),
    cell(row.initial ?? ''),
    standing(row),
    cell(row.about),
  ]);
  const events = Object.entries(EVENTS).map(([name, row]) => [code(name), code(`(${row.args})`), standing(row), cell(row.about)]);
  const methods = Object.entries(METHODS).map(([name, row]) => [code(name + row.signature), standing(row), cell(row.about)]);
  const members = Object.entries(MEMBERS).map(([name, row]) => [code(name), code(row.type), standing(row), cell(row.about)]);
  const named = (rows) => Object.entries(rows).map(([name, row]) => [code(name), standing(row), cell(row.about)]);
  const constants = Object.entries(CONSTANTS).flatMap(([name, { values }]) =>
    Object.entries(values).map(([key, value]) => [code(`${name}.${key}`), code(`'${value}'`)]),
  );
  return `<!-- Generated from embed/src/api.ts, embed/src/shop/factory.ts and embed/src/flux/table.ts by \`node embed/build.mjs --docs\`; do not edit. -->
# The page API

What \`/embed.js\` offers to the page it stands on. **works**: in this release. **carried**: the name is known and typed, its value is
checked and told to the widget, a method may be called and says once in the browser's console that it has no effect yet; the effect
comes in a later release with the part of the product that is named. Of every row that works a test fails when it is ignored.

\`\`\`html
<script>
  window.onBambuserOneToOneReady = function (BambuserOneToOneEmbed) {
    const oneToOneEmbed = new BambuserOneToOneEmbed({ orgId: 'YOUR_ORG_ID' });
    document.querySelector('#video-call').addEventListener('click', () => oneToOneEmbed.show());
  };
</script>
<script src="https://YOUR_VITRINE/embed.js" async></script>
\`\`\`

The script may be async, deferred, put in by another script, or there twice: the second one leaves everything to the first. What is to be
done from several places, or before anybody knows whether the script is there, is pushed as commands; they run in their order and get the
same class:

\`\`\`js
(window.Vitrine = window.Vitrine || []).push((Embed) => {
  const oneToOneEmbed = new Embed({ orgId: 'YOUR_ORG_ID' });
});
\`\`\`

The page's origin has to be among the organisation's allowed sites. What the page asks about queues comes over one stream for each
browser, which its tabs share; it ends while no tab is looked at, and nothing of it is loaded before it is used. Types for TypeScript are
at \`/embed.d.ts\`; the folder \`embed/\` has the form of an npm package with them, for \`"types": ["vitrine-embed"]\` in a
\`tsconfig.json\`.

Nothing that a page gives makes the script throw. An option of a wrong type, or one that throws when it is read, is left out with one
warning in the browser's console; a \`data\` function that takes longer than ten seconds is one warning, and what it gives then still
counts; an error thrown by one of the page's handlers is reported there and disturbs nothing else. Messages of other windows that speak
in the widget's name are not listened to; the widget's iframe counts them in its attribute \`data-refused\`.

## Content security policy

A page with a strict policy needs this of it and nothing else, beside what it needs for itself; a nonce or a hash for its own inline
script is its own choice:

\`\`\`
script-src https://YOUR_VITRINE; frame-src https://YOUR_VITRINE; connect-src https://YOUR_VITRINE
\`\`\`

\`connect-src\` only where the page asks for queues or listens to their events. Styles need nothing: the script adopts a style sheet and
writes none into the page (browsers before Safari 16.4 cannot, and there need \`style-src 'unsafe-inline'\`).

## Options

${table(['option', 'type', 'default', 'status', 'what it does'], options)}

## Events

${table(['event', 'handler', 'status', 'when'], events)}

## Methods

${table(['method', 'status', 'what it does'], methods)}

## Members

${table(['member', 'type', 'status', 'what it is'], members)}

## In the page's address

${table(['parameter', 'status', 'what it does'], named(PARAMETERS))}

## On the page's window

${table(['name', 'status', 'what it is'], named(GLOBALS))}

## Products and the cart

An agent who asks for a product, searches or fills the cart asks the page, and the page has 30 seconds; after that the agent reads that
the shop did not answer. A handler that throws is an answer too, unless another one may still give it; a promise that is rejected is none.
What a page builds is at most 200,000 characters of JSON. Functions that build an answer run at once and in the order of their calls, so load what is needed before; what they throw with
\`throw new Error('We do not sell that')\` is what the agent reads, at most 300 characters of it.

\`\`\`js
oneToOneEmbed.on('provide-product-data', ({ products }) => {
  products.forEach(async ({ id, ref, type }) => {
    const found = await (type === 'url' ? productAt(ref) : productOf(ref));
    oneToOneEmbed.updateProduct(id, (factory) => {
      if (!found) throw new Error('We do not sell that');
      return factory.currency('EUR').locale('en-IE').product((product) =>
        product.name(found.name).description(found.text).variations((variation) => [
          variation().name(found.name).sku(found.sku).imageUrls([found.image]).price((price) => price.current(found.price)),
        ]),
      );
    });
  });
});

oneToOneEmbed.on('should-add-item-to-cart', ({ sku, quantity }, callback) => {
  addToCart(sku, quantity).then(
    () => callback(true),
    () => callback({ success: false, reason: 'out-of-stock' }),
  );
});
\`\`\`

All that can be said about a product, and the other types that the tables name:

\`\`\`ts
${factoryTypes}
\`\`\`

## Constants

On the class and on every instance.

${table(['constant', 'value'], constants)}
`;
}
