// The catalogue: an owner sends a feed, and an agent shows what is in it on a page of the shop that tells no products itself.
import { Console } from '../fixtures/console.ts';
import { merchantPage, opensTheWidget } from '../fixtures/merchant.ts';
import { demo, expect, test as base } from '../fixtures/people.ts';

const test = base.extend<{ admin: Console }>({
  admin: async ({ page, vitrine }, use) => use(new Console(page, vitrine)),
});

const feed = `sku,title,link,price,item_group_id,color
CAT-W,Catalogue lamp,https://shop.example/lamp?v=w,149 EUR,LAMP,White
CAT-M,Catalogue lamp,https://shop.example/lamp?v=m,99 EUR,LAMP,Moss
CAT-2,Catalogue stool,https://shop.example/stool,free,,
`;

test('what an owner sent as a feed an agent finds and shows on a page without handlers, and the shopper sees it', async ({ vitrine, merchant, admin, agentDesk, shopper }) => {
  await admin.open('catalogue');
  await admin.isAlive();
  await expect(admin.page.getByRole('heading', { name: 'There is no catalogue yet' })).toBeVisible();
  await admin.field('Feed').setInputFiles({ name: 'feed.csv', mimeType: 'text/csv', buffer: Buffer.from(feed) });
  await admin.button('Save').click();
  await expect(admin.page.getByText('2 rows taken')).toBeVisible();
  await expect(admin.page.getByText('CAT-2: "free" is no price such as 14.90 EUR')).toBeVisible();
  await expect(admin.page.getByText('From the file feed.csv')).toBeVisible();

  const anna = await agentDesk();
  const joe = await shopper();
  await joe.page.goto(merchant.publish(merchantPage(vitrine.console, opensTheWidget(demo.organisation))));
  await joe.isAlive();
  await joe.join();
  await anna.accept();
  await joe.seesTheAgent();

  const selling = anna.page.getByRole('region', { name: 'Products' });
  await selling.getByRole('textbox').fill('moss lamp');
  await selling.getByRole('textbox').press('Enter');
  await expect(selling.getByText('1 match')).toBeVisible();
  await selling.getByRole('button', { name: 'Add Catalogue lamp to the tray' }).click();
  await expect(selling.getByRole('heading', { name: 'Catalogue lamp' })).toBeVisible();
  await joe.widget.getByRole('navigation', { name: 'Products' }).getByRole('button', { name: /^Catalogue lamp/ }).click();
  const product = joe.widget.getByRole('dialog', { name: 'Products' });
  await expect(product.getByRole('heading', { name: 'Catalogue lamp' })).toBeVisible();
  await expect(product.getByText('€99.00').first()).toBeVisible();
  await expect(product.getByRole('button', { name: 'Add to cart' })).toHaveCount(0);

  await selling.getByRole('textbox').fill('CAT-2');
  await selling.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(selling.getByText('The shop\'s catalogue has no such product.')).toBeVisible();
});
