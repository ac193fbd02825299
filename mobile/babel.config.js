// Metro knows this by itself; Jest does not.
module.exports = (api) => {
  api.cache(true);
  return { presets: ['babel-preset-expo'] };
};
