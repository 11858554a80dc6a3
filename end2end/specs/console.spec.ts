// What an admin sets up, and that those who wait and answer notice.
import { Console, days } from '../fixtures/console.ts';
import { tabTo } from '../fixtures/keyboard.ts';
import { merchantPage, opensTheWidget } from '../fixtures/merchant.ts';
import { demo, expect, test as base } from '../fixtures/people.ts';

const test = base.extend<{ admin: Console }>({
  admin: async ({ page, vitrine }, use) => use(new Console(page, vitrine)),
});

const holidays = `BEGIN:VCALENDAR
BEGIN:VEVENT
DTSTART;VALUE=DATE:20200501
RRULE:FREQ=YEARLY
SUMMARY:Labour Day
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20010101
SUMMARY:Long ago
END:VEVENT
BEGIN:VEVENT
DTSTART:20300101T100000Z
SUMMARY:A party
END:VEVENT
END:VCALENDAR
`.replaceAll('\n', '\r\n');

test('an admin makes a queue with hours and an agent, and its shoppers notice each change', async ({ vitrine, admin, merchant, agentDesk, shopper }) => {
  await admin.open('queues');
  await admin.link('New queue').click();
  await admin.isAlive();
  await admin.field('Name').pressSequentially('Sofas & more');
  await expect(admin.field('Slug')).toHaveValue('sofas-more');
  await admin.page.getByRole('checkbox', { name: 'Anna' }).check();
  await admin.radio('Opening hours', 'Always open').check();
  await admin.save('Sofas & more');

  const anna = await agentDesk();
  const joe = await shopper();
  await joe.page.goto(merchant.publish(merchantPage(vitrine.console, opensTheWidget(demo.organisation, `queue: 'sofas-more'`))));
  await joe.isAlive();
  await expect(joe.widget.getByText('1 of us is here for you')).toBeVisible();

  await test.step('a week without hours closes the queue, and the card says so', async () => {
    await admin.link('Edit Sofas & more').click();
    await admin.isAlive();
    await admin.radio('Opening hours', 'Its own').check();
    await admin.field('Time zone').fill('UTC');
    for (const day of days.slice(0, 5)) await admin.button(`Remove ${day} 09:00-17:00`).click();
    await admin.save('Sofas & more');
    await expect(joe.widget.getByText('We are closed right now')).toBeVisible();
  });

  await test.step('a week that never ends opens it again', async () => {
    await admin.link('Edit Sofas & more').click();
    await admin.isAlive();
    for (const day of [days[0], days[5], days[6]]) {
      await admin.button(`Add hours on ${day}`).click();
      await admin.field(`${day}, from`).fill('00:00');
      await admin.field(`${day}, to`).fill('00:00');
    }
    await admin.button('Copy Monday to Tuesday, Wednesday, Thursday and Friday').click();
    await expect(admin.field('Friday, to')).toHaveValue('00:00');
    await admin.save('Sofas & more');
    await expect(admin.page.getByText('Monday–Sunday 00:00-24:00')).toBeVisible();
    await expect(joe.widget.getByText('1 of us is here for you')).toBeVisible();
  });

  await joe.join();
  await anna.accept();
  await joe.seesTheAgent();
});

test('a queue is made, corrected and saved by keyboard only', async ({ admin }) => {
  const { page } = admin;
  await admin.open('queues');
  await admin.isAlive();
  await tabTo(page, admin.link('Skip to the content'));
  await page.keyboard.press('Enter');
  await tabTo(page, admin.link('New queue'));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/queues\/new$/);
  await admin.isAlive();
  await tabTo(page, admin.field('Name'));
  await page.keyboard.type('Shop floor');
  await page.keyboard.press('Control+s');
  await expect(page.getByRole('alert')).toContainText('1 thing needs another look');
  await expect(page.getByText('Another queue has this slug.')).toBeVisible();
  await admin.isAlive();
  await expect(admin.field('Slug')).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('second-floor');
  await tabTo(page, page.getByRole('checkbox', { name: 'Anna' }));
  await page.keyboard.press('Space');
  await tabTo(page, admin.radio('Routing', 'All at once'));
  await page.keyboard.press('ArrowDown');
  await expect(admin.radio('Routing', 'Widening')).toBeChecked();
  await page.keyboard.press('Control+s');
  await expect(page.getByText('Shop floor is saved.')).toBeVisible();
  await expect(page.getByText('second-floor')).toBeVisible();
  await tabTo(page, page.getByRole('button', { name: 'Move Shop floor up' }).last());
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 2 }).nth(1)).toContainText('Shop floor');
});

test('whoever would leave with something unsaved is asked, and whoever saves is not', async ({ admin }) => {
  const { page } = admin;
  await admin.open('hours');
  await admin.isAlive();
  await expect(page.getByText('Not saved yet')).toBeHidden();
  await admin.radio('Opening hours', 'Open at certain hours').check();
  await expect(page.getByText('Not saved yet')).toBeVisible();
  let asked = 0;
  page.on('dialog', async (dialog) => {
    asked += 1;
    expect(dialog.type()).toBe('beforeunload');
    await dialog.dismiss();
  });
  await admin.link('People').click();
  await expect.poll(() => asked).toBe(1);
  await expect(page).toHaveURL(/\/hours$/);
  await admin.button('Save').click();
  await expect(page).toHaveURL(/saved/);
  await expect(page.getByText('Saved.', { exact: true })).toBeVisible();
  expect(asked).toBe(1);
});

test('rows come and go without loading the page, and the focus goes along', async ({ admin }) => {
  const { page } = admin;
  await admin.open('hours');
  await admin.isAlive();
  await admin.radio('Opening hours', 'Open at certain hours').check();
  await page.evaluate('window.isTheSamePage = true');
  await admin.button('Add hours on Saturday').click();
  await expect(admin.field('Saturday, from')).toBeFocused();
  await expect(admin.day('Saturday').getByText('Closed')).toBeHidden();
  await admin.field('Saturday, from').fill('10:00');
  await admin.field('Saturday, to').fill('14:00');
  await admin.button('Remove Saturday 10:00-14:00').click();
  await expect(admin.button('Add hours on Saturday')).toBeFocused();
  await expect(admin.day('Saturday').getByText('Closed')).toBeVisible();
  await admin.button('Add a date').click();
  await expect(admin.field('Date')).toBeFocused();
  expect(await page.evaluate('window.isTheSamePage')).toBe(true);
  await admin.field('Time zone').fill('Europe/Stockholm');
  await admin.field('Date').fill('2030-12-24');
  await admin.field('Hours').fill('09:00-13:00');
  await admin.button('Save').click();
  await expect(page.getByText('Saved.', { exact: true })).toBeVisible();
  await expect(admin.field('Hours')).toHaveValue('09:00-13:00');
});

test('holidays of a file are seen before they are saved', async ({ admin }) => {
  const { page } = admin;
  await admin.open('hours');
  await admin.radio('Opening hours', 'Open at certain hours').check();
  await admin.field('Time zone').fill('UTC');
  await admin.field('Calendar file').setInputFiles({ name: 'holidays.ics', mimeType: 'text/calendar', buffer: Buffer.from(holidays) });
  await admin.button('Read the file').click();
  await expect(page.getByText(/^[23] closed dates are in the list below now/)).toBeVisible();
  await expect(page.getByText('1 event was left out, because it has a time of day.')).toBeVisible();
  await expect(page.getByText('From the file, not saved yet').first()).toBeVisible();
  await admin.isAlive();
  await admin.button('Save').click();
  await expect(page.getByText('Saved.', { exact: true })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Name' }).first()).toHaveValue('Labour Day');
  await expect(page.getByText('From the file, not saved yet')).toHaveCount(0);
});

test('somebody who is let in takes calls, and once removed is out', async ({ vitrine, admin, deskPage }) => {
  const { page } = admin;
  await admin.open('people/new');
  await admin.field('Name').fill('Carla Chair');
  await admin.field('E-mail').fill('carla@demo.test');
  await page.getByRole('checkbox', { name: 'Shop floor' }).check();
  await admin.button('Save').click();
  await expect(page.getByRole('heading', { name: 'Carla Chair is added' })).toBeVisible();
  const password = (await page.locator('output').textContent()) ?? '';
  const carla = await deskPage();
  await carla.signIn(vitrine, { email: 'carla@demo.test', password });
  await carla.goAvailable();
  await admin.link('Done').click();
  await expect(page.getByText('carla@demo.test')).toBeVisible();
  await expect(page.getByText(password)).toHaveCount(0);
  await admin.link('Edit Carla Chair').click();
  await admin.link('Remove from the organisation').click();
  await admin.button('Remove the person').click();
  await expect(page.getByText('The person is removed.')).toBeVisible();
  await expect(carla.page.getByRole('heading', { name: 'You are signed out' })).toBeVisible({ timeout: 20_000 });
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('hours can be written, corrected and saved', async ({ admin }) => {
    const { page } = admin;
    await admin.open('hours');
    await expect(admin.field('Time zone')).toBeHidden();
    await admin.radio('Opening hours', 'Open at certain hours').check();
    await admin.button('Add hours on Sunday').click();
    await admin.field('Sunday, from').fill('20:00');
    await admin.field('Sunday, to').fill('02:00');
    await admin.button('Save').click();
    await expect(page.getByText('Choose a time zone.')).toBeVisible();
    await expect(admin.field('Sunday, to')).toHaveValue('02:00');
    await expect(admin.field('Time zone')).toBeFocused();
    await admin.field('Time zone').fill('Europe/Stockholm');
    await admin.button('Show the next 14 days').click();
    await expect(page.getByRole('row', { name: /^Sunday/ }).first()).toContainText('20:00-02:00 next day');
    await admin.field('Time zone').press('Enter');
    await expect(page).toHaveURL(/saved/);
    await expect(admin.field('Sunday, from')).toHaveValue('20:00');
  });
});
