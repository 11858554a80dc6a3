// Writes the published types and the reference from the table in src/api.ts, and what products are built with from src/shop/factory.ts.

export const doc = (text, indent = '  ') => `${indent}/** ${text.replaceAll('*/', '* /')} */`;

/** The text of embed.d.ts. */
export function types({ OPTIONS, EVENTS, METHODS, ELEMENTS, FLOATING_PLAYER_NAVIGATION_MODE }, kindTypes, factoryTypes) {
  const later = (row) => (row.status === 'later' ? ' (Accepted; takes effect in a later release.)' : '');
  const options = Object.entries(OPTIONS).flatMap(([name, row]) => [
    doc(row.about + later(row)),
    `  ${name}${name === 'orgId' ? '' : '?'}: ${row.type ?? kindTypes[row.kind]};`,
  ]);
  const events = Object.entries(EVENTS)
    .filter(([, row]) => row.status === 'now')
    .flatMap(([name, row]) => [doc(row.about), `  '${name}': [${row.args}];`]);
  const methods = Object.entries(METHODS)
    .filter(([, row]) => row.status === 'now')
    .flatMap(([name, row]) => {
      const typed = row.signature
        .replace('(name: string', '<Name extends keyof BambuserOneToOneEvents>(name: Name')
        .replace('...args: any[]', '...args: BambuserOneToOneEvents[Name]');
      return [doc(row.about), ...(typed === row.signature ? [] : [`  ${name}${typed};`]), `  ${name}${row.signature};`];
    });
  const constant = (values) => `{ ${Object.entries(values).map(([key, value]) => `readonly ${key}: '${value}'`).join('; ')} }`;
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
    `  static readonly ELEMENTS: ${constant(ELEMENTS)};`,
    `  static readonly FLOATING_PLAYER_NAVIGATION_MODE: ${constant(FLOATING_PLAYER_NAVIGATION_MODE)};`,
    `  readonly ELEMENTS: ${constant(ELEMENTS)};`,
    '  readonly events: { emit(name: string, ...args: unknown[]): boolean };',
    doc('The options that are in use; the next `show()` reads them.'),
    '  config: Partial<BambuserOneToOneOptions>;',
    '  constructor(options: BambuserOneToOneOptions);',
    ...methods,
    '}',
    '',
    'interface Window {',
    '  BambuserOneToOneEmbed: typeof BambuserOneToOneEmbed;',
    doc('Called once with the class, which is a global by then.'),
    '  onBambuserOneToOneReady?: (Embed: typeof BambuserOneToOneEmbed) => void;',
    '}',
    '',
  ].join('\n');
}

export const cell = (text) => text.replaceAll('|', '\\|');
export const code = (text) => `\`${cell(text)}\``;
export const table = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

/** The text of docs/page-api.md. */
export function reference({ OPTIONS, EVENTS, METHODS, ELEMENTS, FLOATING_PLAYER_NAVIGATION_MODE }, kindTypes, factoryTypes) {
  const options = Object.entries(OPTIONS).map(([name, row]) => [
    code(name),
    code(row.type ?? kindTypes[row.kind]),
    cell(row.initial ?? ''),
    row.status,
    cell(row.about),
  ]);
  const events = Object.entries(EVENTS).map(([name, row]) => [code(name), code(`(${row.args})`), row.status, cell(row.about)]);
  const methods = Object.entries(METHODS).map(([name, row]) => [code(name + row.signature), row.status, cell(row.about)]);
  const constants = Object.entries({ ELEMENTS, FLOATING_PLAYER_NAVIGATION_MODE }).flatMap(([name, values]) =>
    Object.entries(values).map(([key, value]) => [code(`${name}.${key}`), code(`'${value}'`)]),
  );
  return `<!-- Generated from embed/src/api.ts, embed/src/shop/factory.ts and embed/src/flux/table.ts by \`node embed/build.mjs --docs\`; do not edit. -->
# The page API

What \`/embed.js\` offers to the page it stands on. **now**: works in this release. **later**: the name is known and an option's
type is checked, and it takes effect in a later release; methods marked later are not on the class yet.

\`\`\`html
<script>
  window.onBambuserOneToOneReady = function (BambuserOneToOneEmbed) {
    const oneToOneEmbed = new BambuserOneToOneEmbed({ orgId: 'YOUR_ORG_ID' });
    document.querySelector('#video-call').addEventListener('click', () => oneToOneEmbed.show());
  };
</script>
<script src="https://YOUR_VITRINE/embed.js" async></script>
\`\`\`

The page's policy needs \`script-src\` and \`frame-src\` for that address, and \`connect-src\` if the page asks for queues; nothing
else. The page's origin has to be among the organisation's allowed sites. What the page asks about queues comes over one stream for
each browser, which its tabs share; it ends while no tab is looked at, and nothing of it is loaded before it is used. Types for TypeScript are at \`/embed.d.ts\`. An option of a wrong type is left out with one warning
in the browser's console; an error thrown by one of the page's handlers is reported there and disturbs nothing else.

## Options

${table(['option', 'type', 'default', 'status', 'what it does'], options)}

## Events

${table(['event', 'handler', 'status', 'when'], events)}

## Methods

${table(['method', 'status', 'what it does'], methods)}

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

On the class; \`ELEMENTS\` on every instance too.

${table(['constant', 'value'], constants)}
`;
}
