// Video calls: what a merchant adds to a shop. It stands before embed.js, which calls onBambuserOneToOneReady.

(() => {
  let isWaiting = false;

  /** The shopper who is signed in, and the basket: what the agent gets to see. */
  async function shopper() {
    const { basket } = await import('/basket.js');
    return {
      firstName: 'Ada',
      lastName: 'Lindqvist',
      email: 'ada@shopper.test',
      externalId: 20417,
      Membership: 'Friend of the house since 2021',
      'Basket value': basket.totalText(),
      Basket: basket.lines().map(({ item, quantity }) => `${quantity} × ${item.name}`),
    };
  }

  window.onBambuserOneToOneReady = (BambuserOneToOneEmbed) => {
    window.oneToOneEmbed = new BambuserOneToOneEmbed({
      orgId: 'demodemodemodemodemo',
      queue: '',
      locale: document.documentElement.lang,
      data: shopper,
      enableScanning: true,
    });
    if (isWaiting) window.oneToOneEmbed.show();
    sayHowItIs(window.oneToOneEmbed);
    import('/for-the-agent.js').then(({ serveAgent }) => serveAgent(window.oneToOneEmbed));
  };

  /** Tells beside the button whether somebody is there, how long it takes, and when we open. */
  function sayHowItIs(embed) {
    let opening;
    let agents;
    let wait;

    const say = () => {
      const words = opening?.isOpen === false ? closed(opening.nextOpenTime) : agents === undefined ? '' : here(agents, wait);
      for (const place of document.querySelectorAll('[data-talk-now]')) place.textContent = words;
    };
    const hear = (name, take) =>
      embed.on(name, (news) => {
        take(news);
        say();
      });

    hear('queue-is-open', (news) => (opening = news));
    hear('queue-is-closed', (news) => (opening = news));
    hear('agents-online', ({ numberOfAgentsOnline }) => (agents = numberOfAgentsOnline));
    hear('queue-estimated-waiting-time', ({ estimatedWaitingTime }) => (wait = estimatedWaitingTime));
  }

  function here(agents, wait) {
    if (agents === 0) return 'None of us is in front of the camera right now.';
    const who = agents === 1 ? 'One of us is here for you' : `${agents} of us are here for you`;
    const minutes = Math.round(wait / 60);
    if (minutes < 1) return `${who}. No waiting.`;
    return `${who}. It takes about ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`;
  }

  /** When we open, on the shopper's own clock. */
  function closed(nextOpenTime) {
    if (nextOpenTime === null) return 'We are closed right now.';
    const opens = new Date(nextOpenTime);
    const { lang } = document.documentElement;
    const midnight = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate());
    const days = Math.round((midnight(opens) - midnight(new Date())) / 86_400_000);
    const relative = new Intl.RelativeTimeFormat(lang, { numeric: 'auto' });
    const date = days < 7 ? { weekday: 'long' } : { day: 'numeric', month: 'long' };
    const day = days < 2 ? relative.format(days, 'day') : opens.toLocaleDateString(lang, date);
    return `We are closed right now, and open again ${days < 2 ? '' : 'on '}${day} at ${opens.toLocaleTimeString(lang, { timeStyle: 'short' })}.`;
  }

  document.addEventListener('click', (event) => {
    if (!event.target.closest('[data-talk]')) return;
    // Pressed before the script has arrived: it opens as soon as it has.
    if (window.oneToOneEmbed) window.oneToOneEmbed.show();
    else isWaiting = true;
  });

  document.addEventListener('basket-changed', () => window.oneToOneEmbed?.updateData());
})();
