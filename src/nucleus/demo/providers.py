"""What the floors below ask of the demo: the command line builds it, pages say how far it is."""

from nucleus.demo.banner import filling_banner
from nucleus.demo.build import build_demo
from nucleus.demo.large.build import build_large
from nucleus.demo.sign_ins import sign_in_lines
from nucleus.kernel.registry import registry

registry.providers.add("demo.build", build_demo)
registry.providers.add("demo.build_large", build_large)
registry.providers.add("demo.sign_in_lines", sign_in_lines)
registry.providers.append("banners", filling_banner)
