"""Benchmarks: measurements that anybody can repeat; nothing in the rooms imports them."""
