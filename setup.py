"""The one part of the project that is compiled, where a compiler is found: everything else is in setup.cfg."""

from pathlib import Path
from zlib import crc32

from setuptools import Extension, setup

KERNELS = Path("index/engines/whoosh/kernels")
CONTRACT = KERNELS / "contract.py"

setup(
    ext_modules=[
        Extension(
            "index.engines.whoosh.kernels.compiled",
            [str(KERNELS / "compiled.c")],
            # What is compiled says for which contract, so that no search goes by what was built for an earlier one.
            define_macros=[("CONTRACT", f'"{crc32(CONTRACT.read_bytes()):08x}"')],
            depends=[str(CONTRACT)],
            # Without the first a compiler may not use vector instructions for comparisons; without the second two
            # machines might round differently. Nothing is asked of the processor that not every one of its kind has.
            extra_compile_args=["-O3", "-fno-trapping-math", "-ffp-contract=off"],
            py_limited_api=True,
            optional=True,
        )
    ]
)
