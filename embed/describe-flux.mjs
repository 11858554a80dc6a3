// Writes the types and the reference of FluxPlayer from the table in src/flux/table.ts.
import { cell, code, doc, table } from './describe.mjs';

const fields = (rows, needed = []) =>
  Object.entries(rows).flatMap(([name, row]) => [
    doc(row.about + (row.later ? ' (Accepted; takes effect in a later release.)' : '')),
    `  ${name}${needed.includes(name) ? '' : '?'}: ${row.type};`,
  ]);

const interfaceOf = (name, rows, needed) => [`interface ${name} {`, ...fields(rows, needed), '}', ''];

/** What goes to the end of embed.d.ts. */
export function fluxTypes({ OPTIONS, CALLS, STRINGS, AGENT, CHOICE, METHODS, EVENTS }) {
  const { 'FluxPlayer.init': init, 'FluxPlayer.Widgets.Calls.startCall': startCall } = METHODS;
  return [
    '',
    '/** An agent who can be called and agreed to be shown. */',
    ...interfaceOf('FluxPlayerCallAgent', AGENT, Object.keys(AGENT)),
    '/** Whom a call rings, and the products that it begins with. */',
    ...interfaceOf('FluxPlayerChoice', CHOICE, ['callAgentId']),
    '/** What the card says. */',
    ...interfaceOf('FluxPlayerStrings', STRINGS),
    ...interfaceOf('FluxPlayerCallsOptions', CALLS),
    `type FluxPlayerEventName = ${EVENTS.map((name) => `'${name}'`).join(' | ')};`,
    '',
    ...interfaceOf('FluxPlayerConfig', OPTIONS, ['channelId', 'apiKey']),
    'declare const FluxPlayer: {',
    doc(init.about),
    `  init${init.signature};`,
    '  readonly Widgets: {',
    '    readonly Calls: {',
    doc(startCall.about, '      '),
    `      startCall${startCall.signature};`,
    '    };',
    '  };',
    '};',
    '',
  ].join('\n');
}

const status = ({ later }) => (later ? 'later' : 'now');
const rows = (of) => Object.entries(of).map(([name, row]) => [code(name), code(row.type), cell(row.initial ?? ''), status(row), cell(row.about)]);
const head = ['option', 'type', 'default', 'status', 'what it does'];
const parts = (of) => table(['field', 'type', 'what it is'], Object.entries(of).map(([name, row]) => [code(name), code(row.type), cell(row.about)]));

/** What goes to the end of docs/page-api.md. */
export function fluxReference({ OPTIONS, CALLS, STRINGS, AGENT, CHOICE, METHODS, EVENTS }) {
  const methods = Object.entries(METHODS).map(([name, row]) => [code(name + row.signature), cell(row.about)]);
  return `
# FluxPlayer: a call with an agent by name

What \`/flux-player.js\` offers: a card on the shop's pages that names an agent who can be called now, and a call that rings this
agent first and alone.

\`\`\`html
<div class="call-us"></div>
<script src="https://YOUR_VITRINE/flux-player.js"></script>
<script>
  FluxPlayer.init({
    channelId: 'YOUR_SHOP',
    apiKey: 'YOUR_PAGE_KEY',
    widgets: {
      calls: {
        renderTo: '.call-us',
        strings: { title: 'A question about this lamp?', text: '{{name}} knows it and is here now.' },
        whitelist: [/\\/lamps\\//, '?campaign=light'],
        onBeforeRender: (callAgents) => ({
          callAgentId: (callAgents.find(({ tags }) => tags.includes('lighting')) ?? callAgents[0]).id,
          productIds: ['LAMP-7'],
        }),
      },
    },
  });
</script>
\`\`\`

\`channelId\` and \`apiKey\` are the organisation's \`slug\` (or its id) and one of its \`page_keys\`; the page's site has to be one that it
allows. The page's policy needs \`script-src\`, \`frame-src\` and \`connect-src\` for the address of Vitrine, and \`img-src\` for the agents'
photos. Calls go to the organisation's default queue. Its agents who take calls, are in none, and **agreed to be shown** ("How shoppers
see me" in the console) are those that the page can name, whoever has waited for a call the longest first; outside the queue's hours
there are none. The chosen agent is waited for as long as the queue's \`asked_first\` says; then others are asked as well. Products of
the choice are in the tray from the start, and answered as those that an agent asks for. Types are at \`/embed.d.ts\`.

The script is small and loads the rest with \`init()\`, and what opens a call with the first call. A page may use \`embed.js\` as well: it
has one widget open at a time all the same.

## What \`FluxPlayer.init()\` takes

${table(head, rows(OPTIONS))}

## \`widgets.calls\`

${table(head, rows(CALLS))}

### \`strings\`

${parts(STRINGS)}

### An agent, as \`onBeforeRender\` gets it

${parts(AGENT)}

### What \`onBeforeRender\` returns

${parts(CHOICE)}

## What \`onEvent\` is told

${EVENTS.map((name) => `\`${name}\``).join(', ')}.

## What \`FluxPlayer\` offers

${table(['method', 'what it does'], methods)}
`;
}
