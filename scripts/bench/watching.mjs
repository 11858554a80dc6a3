// Runs first in every measured page and frame: notes when frames of the other side are shown and when sockets open. What it adds is
// a second player for the picture, in the measured pages as in those they are compared with.

/** The script. All times are milliseconds since 1970, to a fraction, and the same in all pages of a machine. */
export const watching = `
  window.watched = {
    now: () => performance.timeOrigin + performance.now(),
    frames: [],
    sockets: [],
    connections: [],
  };
  // Elsewhere nothing could be played or called.
  if (window.RTCPeerConnection) {
    window.RTCPeerConnection = class extends window.RTCPeerConnection {
      constructor(...configuration) {
        super(...configuration);
        window.watched.connections.push(this);
        this.addEventListener('track', ({ track }) => {
          if (track.kind !== 'video') return;
          const video = document.createElement('video');
          video.muted = true;
          video.srcObject = new MediaStream([track]);
          const shown = (_, { rtpTimestamp }) => {
            // A track that ends shows a last, black frame, which came over no line.
            if (rtpTimestamp !== undefined) window.watched.frames.push(window.watched.now());
            video.requestVideoFrameCallback(shown);
          };
          video.requestVideoFrameCallback(shown);
          video.play().catch(() => {});
          // Keeps the element for as long as the connection.
          (this.players ??= []).push(video);
        });
      }
    };
    window.WebSocket = class extends window.WebSocket {
      constructor(...address) {
        super(...address);
        this.addEventListener('message', () => window.watched.sockets.push(window.watched.now()), { once: true });
      }
    };
  }`;
