// What the dev loop adds to pages. None of it is in a release.

/** For the console's and the widget's pages: listens to cargo-leptos on each of `ports`. */
export function pageReload(ports) {
  return `
function listen(port) {
  const socket = new WebSocket('ws://' + location.hostname + ':' + port + '/live_reload')
  socket.onmessage = ({ data }) => {
    const message = JSON.parse(data)
    if (message.all) location.reload()
    if (message.css) {
      for (const link of document.querySelectorAll('link[rel=stylesheet]')) {
        const address = new URL(link.href)
        if (!address.pathname.endsWith(message.css)) continue
        address.search = 'version=' + Date.now()
        link.href = address
      }
    }
  }
  socket.onclose = () => setTimeout(listen, 1000, port)
}
for (const port of ${JSON.stringify(ports)}) listen(port)
`.trimStart();
}

/** For the merchant's page, at the end of the page script. */
export function scriptReload(port) {
  return `\n;new EventSource('http://localhost:${port}/').onmessage = () => location.reload()\n`;
}
