// Who is asked first: an admin says who knows and speaks what, and a page says what its call asks for.
import { Console } from '../fixtures/console.ts';
import { merchantPage, opensTheWidget } from '../fixtures/merchant.ts';
import { demo, expect, test as base } from '../fixtures/people.ts';

const test = base.extend<{ admin: Console }>({
  admin: async ({ page, vitrine }, use) => use(new Console(page, vitrine)),
});

test('an admin gives an agent a language, and a shopper who speaks it rings that agent first', async ({
  vitrine, admin, merchant, agentDesk, shopper,
}) => {
  test.setTimeout(300_000);
  await vitrine.apply({ sites: [merchant.origin], ringSeconds: 60 });
  await admin.open('people');
  await admin.link('Edit Bruno').click();
  await admin.isAlive();
  await admin.field('Languages').fill('de, Swedish?');
  await admin.button('Save').click();
  await expect(admin.page.getByText('"Swedish?" is no language code.')).toBeVisible();
  await admin.field('Languages').fill('de, sv');
  await admin.field('Tags').fill('Lamps');
  await admin.save('Bruno');
  await admin.link('Edit Bruno').click();
  await expect(admin.field('Tags')).toHaveValue('lamps');

  await admin.open('queues');
  await admin.link('Edit Shop floor').click();
  await admin.isAlive();
  await admin.radio('Who is asked first', "Who speaks the shopper's language").check();
  await admin.field('Ask anybody after so many seconds').fill('15');
  await admin.save('Shop floor');

  const [anna, bruno] = [await agentDesk(demo.anna), await agentDesk(demo.bruno)];
  const joe = await shopper();
  await joe.page.goto(merchant.publish(merchantPage(vitrine.console, opensTheWidget(demo.organisation, `locale: 'sv-SE'`))));
  await joe.isAlive();
  await joe.join();
  await expect(bruno.incoming).toBeVisible();
  await expect(bruno.page.getByRole('region', { name: 'Shopper', exact: true })).toContainText('Swedish');
  await expect(anna.incoming).toBeHidden();
  // When his time is over, everybody is asked.
  await expect(anna.incoming).toBeVisible({ timeout: 30_000 });
  await anna.accept();
  await expect(joe.button('End call')).toBeVisible();
});

test('a page names tags and an agent, the desk sees what is asked for, and the shopper reads who is asked', async ({
  vitrine, admin, merchant, agentDesk, shopper,
}) => {
  test.setTimeout(300_000);
  await vitrine.apply({ sites: [merchant.origin], ringSeconds: 60, queue: ['asked_first = { first = "tags", seconds = 40 }'] });
  await admin.open('people');
  await admin.link('Edit Bruno').click();
  await admin.isAlive();
  await admin.field('Tags').fill('lamps, sofas');
  const id = /with the id (\w{20})\./.exec(await admin.page.getByText('A page asks for this person').innerText())?.[1] ?? '';
  await admin.save('Bruno');

  const [anna, bruno] = [await agentDesk(demo.anna), await agentDesk(demo.bruno)];
  const page = (data: string) => merchant.publish(merchantPage(vitrine.console, opensTheWidget(demo.organisation, `data: ${data}`)));
  const joe = await shopper();
  await joe.page.goto(page(`{ firstName: 'Joe', callTags: ['Lamps'] }`));
  await joe.isAlive();
  await joe.join();
  await expect(bruno.incoming).toBeVisible();
  const panel = bruno.page.getByRole('region', { name: 'Shopper', exact: true });
  await expect(panel.getByText('lamps', { exact: true })).toBeVisible();
  await expect(panel.getByText('callTags')).toBeHidden();
  await expect(anna.incoming).toBeHidden();
  await bruno.accept();
  await expect(joe.button('End call')).toBeVisible();

  const mia = await shopper();
  await mia.page.goto(page(`{ firstName: 'Mia', callAgentId: '${id}' }`));
  await mia.isAlive();
  await mia.join();
  await expect(mia.widget.getByText('We are asking Bruno first.')).toBeVisible();
  await expect(anna.incoming).toBeHidden();
  await bruno.hangUp();
  await bruno.accept();
  await expect(mia.button('End call')).toBeVisible();
});
