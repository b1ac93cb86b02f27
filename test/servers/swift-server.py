"""OpenStack Swift in one process on 127.0.0.1: its storage, its own API, and its S3 API once for every door.

python3 swift-server.py FOLDER ACCOUNT:USER ACCOUNT,CONTAINER,OBJECT,OWN PORT=SECRET=GROUP=HOME ...

The second but last word names ports. Behind every door is the same storage; each knows the user by a secret, a group and an account
of its own, so that the store turns somebody away without being told anything while it runs.
"""
import os
import sys

import eventlet

eventlet.patcher.monkey_patch()

from eventlet import wsgi
from swift.common import utils

folder, user, ports, *doors = sys.argv[1:]
utils.SWIFT_CONF_FILE = os.path.join(folder, 'swift.conf')
utils.HASH_PATH_SUFFIX = b'orderbridge'

from swift.common.http_protocol import SwiftHttpProtocol
from swift.common.ring import RingBuilder
from swift.common.wsgi import loadapp

PROXY = '[app:proxy-server]\nuse = egg:swift#proxy\naccount_autocreate = true\n'


class Forgetful:
    """In place of memcached, which tempauth demands and does without."""

    def get(self, *_, **__):
        return None

    set = delete = incr = decr = get


def forgetful(_, **__):
    def around(app):
        def answer(env, start_response):
            env['swift.cache'] = Forgetful()
            return app(env, start_response)
        return answer
    return around


def at(name):
    return os.path.join(folder, name)


def serve(name, port, text):
    with open(at(name + '.conf'), 'w', encoding='utf-8') as file:
        file.write(f'[DEFAULT]\nswift_dir = {folder}\n{text}')
    socket = eventlet.listen(('127.0.0.1', int(port)))
    more = {'protocol': SwiftHttpProtocol, 'capitalize_response_headers': False}
    return eventlet.spawn(wsgi.server, socket, loadapp(at(name + '.conf')), utils.NullLogger(), **more)


def keep(kind, port):
    builder = RingBuilder(1, 1, 0)
    builder.add_dev({'region': 1, 'zone': 1, 'ip': '127.0.0.1', 'port': int(port), 'device': 'disk', 'weight': 1})
    builder.rebalance()
    builder.get_ring().save(at(kind + '.ring.gz'))
    app = f'[pipeline:main]\npipeline = app\n[app:app]\nuse = egg:swift#{kind}\n'
    serve(kind, port, f"devices = {at('node')}\nmount_check = false\ndisable_fallocate = true\n{app}")


def door(port, secret, group, home):
    known = f"user_{user.replace(':', '_')} = {secret} {group} http://127.0.0.1/v1/AUTH_{home}"
    return serve(port, port, '\n'.join([
        '[pipeline:main]', 'pipeline = catch_errors forgetful s3api tempauth proxy-server', PROXY,
        '[filter:catch_errors]', 'use = egg:swift#catch_errors',
        '[filter:forgetful]', 'paste.filter_factory = __main__:forgetful',
        '[filter:s3api]', 'use = egg:swift#s3api', 'location = eu-west-1',
        '[filter:tempauth]', 'use = egg:swift#tempauth', known, '',
    ]))


os.makedirs(at('node/disk'), exist_ok=True)
*storage, own = ports.split(',')
for kind, port in zip(('account', 'container', 'object'), storage):
    keep(kind, port)
for one in doors:
    door(*one.split('='))
serve('own', own, f'[pipeline:main]\npipeline = proxy-server\n{PROXY}').wait()
