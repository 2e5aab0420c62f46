import { casesRpc, directoryRpc, referralsRpc } from '@konbit/contracts';
import { RpcClient, type RpcClientOptions } from '@konbit/platform';

/** Typed calls to `cases`. */
export class CasesClient extends RpcClient<typeof casesRpc> {
  constructor(options: RpcClientOptions) {
    super(casesRpc, options);
  }
}

/** Typed calls to `referrals`. */
export class ReferralsClient extends RpcClient<typeof referralsRpc> {
  constructor(options: RpcClientOptions) {
    super(referralsRpc, options);
  }
}

/** Typed calls to `directory`. */
export class DirectoryClient extends RpcClient<typeof directoryRpc> {
  constructor(options: RpcClientOptions) {
    super(directoryRpc, options);
  }
}
