/**
 * What the shop sells. Prices in cents. What differs between the variations of a product is one of its attributes; the first
 * variation has the product's own number, and what a variation does not say is as the product says.
 */
export const products = [
  {
    sku: 'LC-101',
    name: 'Vinge table lamp',
    range: 'lamps',
    price: 14900,
    image: 'vinge.svg',
    line: 'Folded paper shade on a turned ash foot',
    text: 'The shade is one sheet of paper, folded by hand in Gotland. It softens any bulb to the colour of late afternoon. The foot is turned from ash, oiled, and gets better with every year.',
    facts: { Height: '46 cm', Shade: 'Washi paper, 30 cm', Bulb: 'E27, LED included', Care: 'Dust with a soft brush' },
    rating: { stars: 4.8, count: 212 },
  },
  {
    sku: 'LC-102',
    name: 'Halla pendant',
    range: 'lamps',
    price: 21900,
    image: 'halla.svg',
    line: 'A bell of spun steel, enamelled twice',
    text: 'Made for hanging low over a table where people stay too long. Spun in one piece, enamelled twice, and white inside so that the plates look as good as they taste.',
    facts: { Diameter: '38 or 50 cm', Cord: '2.5 m, textile', Bulb: 'E27, up to 12 W LED', Care: 'A damp cloth' },
    rating: { stars: 4.6, count: 97 },
    attributes: [
      { id: 'colour', name: 'Colour', options: [{ id: 'moss', name: 'Moss', hex: '#3c6152' }, { id: 'rust', name: 'Rust', hex: '#9c4a2a' }] },
      { id: 'size', name: 'Size', options: [{ id: '38', name: '38 cm' }, { id: '50', name: '50 cm' }] },
    ],
    variations: [
      { sku: 'LC-102', options: { colour: 'moss', size: '38' } },
      { sku: 'LC-102-50', options: { colour: 'moss', size: '50' }, price: 28900 },
      { sku: 'LC-102-R', options: { colour: 'rust', size: '38' }, image: 'halla-rust.svg' },
      { sku: 'LC-102-R50', options: { colour: 'rust', size: '50' }, image: 'halla-rust.svg', price: 28900, stock: 0 },
    ],
  },
  {
    sku: 'LC-103',
    name: 'Kvist floor lamp',
    range: 'lamps',
    price: 32900,
    image: 'kvist.svg',
    line: 'One line, one light, a place to read',
    text: 'A steel stem that leans just enough to put the light over your shoulder. The head turns with a finger and stays where you leave it.',
    facts: { Height: '142 cm', Foot: 'Cast iron, 24 cm', Bulb: 'LED, dimmed at the stem', Care: 'A dry cloth' },
    rating: { stars: 4.7, count: 58 },
  },
  {
    sku: 'LC-201',
    name: 'Björk chair',
    range: 'seating',
    price: 26900,
    image: 'bjork.svg',
    line: 'Bent birch, three slats, no screws',
    text: 'Steam-bent birch and wedged joints: nothing to tighten, nothing to squeak. Light enough to carry with two fingers, strong enough for the uncle who leans back.',
    facts: { Seat: '45 cm high', Width: '49 cm', Weight: '3.6 kg', Wood: 'Birch, soaped' },
    rating: { stars: 4.9, count: 341 },
  },
  {
    sku: 'LC-202',
    name: 'Ro armchair',
    range: 'seating',
    price: 89000,
    was: 109000,
    image: 'ro.svg',
    line: 'Wool, oak and an hour to yourself',
    text: 'A deep seat, a high back, and arms wide enough for a book and a cup. The wool comes from the island’s own sheep and is woven in Klintehamn.',
    facts: { Seat: '42 cm high', Width: '78 cm', Cover: 'Wool, can be taken off', Frame: 'Oak, oiled' },
    rating: { stars: 4.8, count: 76 },
  },
  {
    sku: 'LC-203',
    name: 'Sund stool',
    range: 'seating',
    price: 11900,
    image: 'sund.svg',
    line: 'Seat, step, bedside table',
    text: 'Three legs never wobble. A stool that is also a step to the top shelf, a bedside table and the best seat in the kitchen.',
    facts: { Height: '44 cm', Seat: '33 cm', Wood: 'Ash, oiled or black', Carries: '130 kg' },
    rating: { stars: 4.5, count: 163 },
    attributes: [
      { id: 'wood', name: 'Wood', options: [{ id: 'oiled', name: 'Oiled', hex: '#d0a06a' }, { id: 'black', name: 'Black', hex: '#2b2926' }] },
    ],
    variations: [
      { sku: 'LC-203', options: { wood: 'oiled' } },
      { sku: 'LC-203-B', options: { wood: 'black' }, image: 'sund-black.svg', price: 10900, was: 11900, stock: 5 },
    ],
  },
  {
    sku: 'LC-301',
    name: 'Dagg mug',
    range: 'table',
    price: 2400,
    image: 'dagg.svg',
    line: 'Stoneware with a thumb’s rest',
    text: 'Thrown, not cast: the ring at the foot is where the potter’s hand left it. Holds a generous cup and keeps it warm through one good conversation.',
    facts: { Holds: '30 cl', Glaze: 'Moss or sand', Dishwasher: 'Yes', Made: 'In Ronehamn' },
    rating: { stars: 4.7, count: 508 },
    attributes: [
      { id: 'glaze', name: 'Glaze', options: [{ id: 'moss', name: 'Moss', hex: '#8a9c82' }, { id: 'sand', name: 'Sand', hex: '#d3bc91' }] },
    ],
    variations: [
      { sku: 'LC-301', options: { glaze: 'moss' } },
      { sku: 'LC-301-S', options: { glaze: 'sand' }, image: 'dagg-sand.svg' },
    ],
  },
  {
    sku: 'LC-302',
    name: 'Vass vase',
    range: 'table',
    price: 6900,
    stock: 3,
    image: 'vass.svg',
    line: 'For three stems or none',
    text: 'Mouth-blown in a mould of alder wood, which is wet and leaves its grain in the glass. It stands as well empty.',
    facts: { Height: '24 cm', Glass: 'Mouth-blown, lead-free', Colour: 'Sea green', Care: 'By hand' },
    rating: { stars: 4.4, count: 39 },
  },
  {
    sku: 'LC-303',
    name: 'Kanna pitcher',
    range: 'table',
    price: 5400,
    image: 'kanna.svg',
    line: 'Pours without a drop too many',
    text: 'We tried eleven spouts. This is the one that lets go cleanly. Enamelled steel, light, and happy on the stove.',
    facts: { Holds: '1.2 l', Made: 'Enamelled steel', Dishwasher: 'Yes', Stove: 'All, induction too' },
    rating: { stars: 4.6, count: 120 },
  },
];

/** How many there are of what does not say so. */
const PLENTY = 40;

/** What can be bought of a product: its variations, or itself. */
export function itemsOf(product) {
  const { attributes = [], variations = [{ sku: product.sku }] } = product;
  return variations.map(({ sku, options = {}, price = product.price, was = product.was, image = product.image, stock = product.stock }) => {
    const kind = attributes.map(({ id, options: all }) => all.find((option) => option.id === options[id]).name).join(', ');
    const name = kind ? `${product.name}, ${kind.toLowerCase()}` : product.name;
    return { sku, name, kind, options, price, was, image, stock: stock ?? PLENTY, product };
  });
}

/** What can be bought under a number. */
export const itemOf = (sku) => products.flatMap(itemsOf).find((item) => item.sku === sku);

/** The product that a number belongs to, its own or that of one of its variations. */
export const productOf = (sku) => itemOf(sku)?.product;

/** Three others that go well with a product. */
export function othersFor(product) {
  const others = products.filter((other) => other !== product);
  const start = products.indexOf(product);
  return [1, 3, 5].map((step) => others[(start + step) % others.length]);
}

const euro = new Intl.NumberFormat('en-IE', { style: 'currency', currency: 'EUR' });

export const priceText = (cents) => euro.format(cents / 100);
