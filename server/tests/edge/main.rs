//! The server's edge, over real connections: what comes in wrong, huge, late or from the wrong place.

mod pages;
mod sign_in;
mod sockets;
mod support;
