"""What the command line, a floor below, asks of the demo."""

from nucleus.demo.build import build_demo
from nucleus.demo.sign_ins import sign_in_lines
from nucleus.kernel.registry import registry

registry.providers.add("demo.build", build_demo)
registry.providers.add("demo.sign_in_lines", sign_in_lines)
