// Preloaded into kinesis-local, which would listen on every address of the machine. Makes it listen on loopback only.
const { Server } = require('node:net');

const listen = Server.prototype.listen;
Server.prototype.listen = function (first, ...rest) {
  const port = typeof first === 'object' ? first.port : first;
  const listening = rest.find((argument) => typeof argument === 'function');
  return listen.call(this, { port, host: '127.0.0.1' }, listening);
};
