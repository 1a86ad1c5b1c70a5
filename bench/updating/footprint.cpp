// SPDX-FileCopyrightText: 2026 The femto authors
// SPDX-License-Identifier: MIT

// What a firmware has that hosts containers, and with -DWITH_UPDATES what it has that updates them, too:
// the difference is what updates cost.
#include "device.hpp"

#include <femto/image/open.hpp>

#include <new>

using engine = fc::engine<bench::device>;
using container = fc::result<fc::sourced_container>;

// All that updates ask of an engine, so that none of it counts for them.
container load(engine& host, std::span<const std::uint8_t> image, std::span<std::uint8_t> data) {
    const auto opened = fc::image::open(image);
    return opened ? host.load(fc::tenant_id{0}, *opened, data)
                  : container{opened.error(), opened.at()};
}
container replace(engine& host, fc::container_id old, const fc::image::view& by,
                  std::span<std::uint8_t> data) {
    return host.replace(old, by, data);
}
fc::result<void> attach(engine& host, const fc::sourced_container& it, const fc::uuid& to,
                        const fc::attachment& how) {
    auto* const hook = host.find_hook(to);
    return hook == nullptr ? fc::result<void>{fc::errc::unknown_hook} : host.attach(it, *hook, how);
}
fc::result<void> unload(engine& host, fc::container_id it) { return host.unload(it); }
fc::result<void> start(engine& host, fc::container_id it) { return host.start(it); }
fc::result<void> stop(engine& host, fc::container_id it) { return host.stop(it); }
fc::result<void> detach(engine& host, fc::container_id it) { return host.detach(it); }
fc::result<void> release(engine& host, fc::container_id it) { return host.release(it); }
fc::result<void> move(engine& host, fc::container_id it) { return host.move(it, 0); }
fc::result<std::uint64_t> run(engine& host, fc::container_id it) { return host.run(it); }
fc::result<fc::container_info> info(engine& host, fc::container_id it) { return host.info(it); }
fc::result<fc::tenant_id> add(engine& host, const fc::tenant_rights<bench::device>& rights) {
    return host.add_tenant(rights);
}
fc::result<void> set(engine& host, const fc::tenant_rights<bench::device>& rights) {
    return host.set_rights(fc::tenant_id{0}, rights);
}

#ifdef WITH_UPDATES
using updates = fc::updates<bench::device>;
using step = fc::result<fc::update::step>;

struct firmware {
    bench::board board;
    engine host{board};
    bench::flash storage{{}};
    bench::no_crypto crypto;
    updates all;
    explicit firmware(const fc::update::identity& about)
        : all{host, board, storage, crypto, about} {}
};
void make(firmware& in, const fc::update::identity& about) { new (&in) firmware{about}; }
fc::result<void> recover(updates& all) { return all.recover(); }
fc::result<void> poll(updates& all) { return all.poll(); }
fc::result<void> begin(updates& all) { return all.begin(1); }
step take(updates& all, std::span<const std::uint8_t> block) { return all.take(block); }
step end(updates& all) { return all.end(); }
step take_image(updates& all, std::span<const std::uint8_t> bytes) { return all.take_image(bytes); }
step end_image(updates& all) { return all.end_image(); }

char bytes_updates[sizeof(updates)];
char bytes_slot[sizeof(fc::update::detail::hosted_slot<bench::device>)];
char bytes_transfer[sizeof(fc::update::detail::transfer<bench::device>)];
#endif
