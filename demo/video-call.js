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
      Basket: basket.lines().map(({ product, quantity }) => `${quantity} × ${product.name}`),
    };
  }

  window.onBambuserOneToOneReady = (BambuserOneToOneEmbed) => {
    window.oneToOneEmbed = new BambuserOneToOneEmbed({
      orgId: 'demodemodemodemodemo',
      queue: '',
      locale: document.documentElement.lang,
      data: shopper,
    });
    if (isWaiting) window.oneToOneEmbed.show();
  };

  document.addEventListener('click', (event) => {
    if (!event.target.closest('[data-talk]')) return;
    // Pressed before the script has arrived: it opens as soon as it has.
    if (window.oneToOneEmbed) window.oneToOneEmbed.show();
    else isWaiting = true;
  });

  document.addEventListener('basket-changed', () => window.oneToOneEmbed?.updateData());
})();
