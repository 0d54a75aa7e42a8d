// Node 20 lacks Promise.withResolvers, without which aws-local-stepfunctions fails every Task state.
Promise.withResolvers ??= function withResolvers() {
  let resolve;
  let reject;
  const promise = new this((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
};
