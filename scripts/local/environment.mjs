// The environment of the processes a run starts: the local stack's endpoints and keys, and nothing of the user's AWS.
import { join } from 'node:path';

/** `stack` is the stack's ready file; without it the child knows no AWS at all. */
export function childEnvironment(inherited, work, stack) {
  const kept = Object.entries(inherited).filter(([name]) => !/^(AWS_|MADRUGADA_)/.test(name));
  const environment = {
    ...Object.fromEntries(kept),
    AWS_EC2_METADATA_DISABLED: 'true',
    // Files that are not there: no profile, no credentials of the user's can get in.
    AWS_CONFIG_FILE: join(work, 'no-aws-config'),
    AWS_SHARED_CREDENTIALS_FILE: join(work, 'no-aws-credentials'),
    TZ: 'UTC',
  };
  if (!stack) return environment;
  return {
    ...environment,
    AWS_ENDPOINT_URL: stack.aws,
    AWS_ENDPOINT_URL_S3: stack.s3,
    AWS_REGION: stack.region,
    AWS_DEFAULT_REGION: stack.region,
    AWS_ACCESS_KEY_ID: stack['access-key'],
    AWS_SECRET_ACCESS_KEY: stack['secret-key'],
  };
}
