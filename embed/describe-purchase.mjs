// The types and the reference of track.js.

/** What goes to the end of embed.d.ts. */
export const purchaseTypes = `
/** An order, in one of the forms that order pages have. Each needs the number of the order; a value needs a currency. */
type VitrinePurchase =
  | { orderId: string | number; orderValue?: string | number; currency?: string; orderProductIds?: string | (string | number)[] }
  | {
      transaction: { id: string | number; total?: string | number; subtotal?: string | number; currency?: string };
      products?: { id?: string | number; sku?: string | number }[];
    }
  | { transaction_id: string | number; value?: string | number; currency?: string; items?: { item_id?: string | number }[] };

interface Window {
  /** What track.js offers. */
  _bambuser?: {
    /** Counts a purchase for the last call of this browser, if there was one within 30 days. */
    track(event: 'purchase', purchase: VitrinePurchase): void;
    /** The same, as older pages say it. */
    collect(purchase: VitrinePurchase & { event: 'purchase' }): void;
  };
}
`;

/** What goes to the end of docs/page-api.md. */
export const purchaseReference = `
# After the call: what was bought

What \`/track.js\` offers, for the page that a shopper sees when an order is placed:

\`\`\`html
<script src="https://YOUR_VITRINE/track.js"></script>
<script>
  window._bambuser.track('purchase', {
    transaction: { id: 'A-17', total: 123.4, currency: 'SEK' },
    products: [{ sku: 'LAMP-7', quantity: 1 }],
  });
</script>
\`\`\`

The order counts for the last call of this browser, if that began within 30 days, and is told in the story of the call's ticket: its
amount, its number, and whether the shopper went to pay out of the shared cart. An order that is told twice counts once. Its number and
products are deleted after 28 days, the amount stays with the call.

The call is known by a first-party cookie, \`vitrine_call\`, which \`embed.js\` and \`flux-player.js\` set when an agent answers, for all hosts of
the shop's domain. Where \`allowFirstPartyCookies\` is \`false\` there is none, and nothing is counted or sent. The order page's site has to be
one that the organisation allows, and its policy needs \`script-src\` and \`connect-src\` for the address of Vitrine.

Older pages are understood as they are: \`collect({ event: 'purchase', orderId, orderValue, orderProductIds, currency })\`; so is GA4's form
(\`transaction_id\`, \`value\`, \`currency\`, \`items\`). Other events than \`purchase\` are taken with a warning and not counted. What comes from a
page can be made up by whoever sits in front of it: the figures are for the shop's own judgement, and nobody should be paid by them.
`;
