export default {
  serverExternalPackages: ['@scope/canvas'],
  // Lock files further up don't count.
  turbopack: { root: import.meta.dirname },
};
