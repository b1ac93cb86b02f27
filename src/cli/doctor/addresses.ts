import net from 'node:net'

/** Addresses of Cloudflare (https://www.cloudflare.com/ips), which Cloudflare's sockets cannot reach. */
const CLOUDFLARE = [
  ...['103.21.244.0/22', '103.22.200.0/22', '103.31.4.0/22', '104.16.0.0/13', '104.24.0.0/14', '108.162.192.0/18'],
  ...['131.0.72.0/22', '141.101.64.0/18', '162.158.0.0/15', '172.64.0.0/13', '173.245.48.0/20', '188.114.96.0/20'],
  ...['190.93.240.0/20', '197.234.240.0/22', '198.41.128.0/17'],
  ...['2400:cb00::/32', '2405:8100::/32', '2405:b500::/32', '2606:4700::/32', '2803:f800::/32'],
  ...['2a06:98c0::/29', '2c0f:f248::/32'],
]

/** RFC 1918, 6598, 3927, 4193, 4291. */
const PRIVATE = [
  ...['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', '169.254.0.0/16', '127.0.0.0/8', '0.0.0.0/8'],
  ...['fc00::/7', 'fe80::/10', '::1/128'],
]

const listOf = (networks: readonly string[]): net.BlockList => {
  const list = new net.BlockList()
  for (const network of networks) {
    const [address = '', length] = network.split('/')
    list.addSubnet(address, Number(length), address.includes(':') ? 'ipv6' : 'ipv4')
  }
  return list
}

const [cloudflare, secluded] = [listOf(CLOUDFLARE), listOf(PRIVATE)]
const isIn = (list: net.BlockList, address: string): boolean =>
  list.check(address, net.isIPv6(address) ? 'ipv6' : 'ipv4')

export const isCloudflare = (address: string): boolean => isIn(cloudflare, address)
export const isPrivate = (address: string): boolean => isIn(secluded, address)
